/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.SpanField;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Spans that differ in every field: what is plain, absent, extreme and awkward takes turns. */
final class VariedSpans {

  /** How many spans there are; each field runs through its values once. */
  static final int COUNT = 10;

  private static final List<String> TEXTS =
      List.of(
          "",
          "alpha",
          "Alpha",
          "alpha beta",
          "\uAC10\uC0AC \u00e9",
          "\uD83D\uDE00",
          "\uFFFD",
          "line\nfeed",
          "100%_\\'\"`",
          "zz");

  private static final long[] DURATIONS = {
    0, 1, 999_999, 1_000_000, 1_500_000, 123_456_789, 3_600_000_000_000L, -5, 1L << 53, 1L << 55
  };

  private static final long[] TOKENS = {
    -1, 0, 1, 7, 100, 4096, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE
  };

  private static final List<String> COSTS =
      List.of(
          "",
          "0",
          "0.1",
          "0.3",
          "0.0000001",
          "0.000000000000000001",
          "1",
          "12345.678",
          "0.299999999999999999",
          "");

  private VariedSpans() {}

  /** All spans, each in its own trace. */
  static List<Span.Builder> all() {
    List<Span.Builder> spans = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      spans.add(number(i));
    }
    return spans;
  }

  private static Span.Builder number(int i) {
    Span.Builder span = TestSpans.span(i, i + 1).clearType();
    for (SpanField field : SpanField.values()) {
      if (field.kind() == SpanField.Kind.TEXT) {
        setText(span, field, TEXTS.get(i));
      }
    }
    span.addAllTags(lists(i))
        .addAllFinishReasons(lists(COUNT - 1 - i))
        .setStreaming(i % 2 == 0)
        .setEndTimeUnixNano(span.getStartTimeUnixNano() + DURATIONS[i])
        .setTimeToFirstTokenNano(Math.max(0, DURATIONS[COUNT - 1 - i]))
        .setRetryCount(i % 3 == 2 ? -1 : i % 3)
        .setTypeValue(i % (SpanType.values().length - 1))
        .setCollector(CollectorFacts.newBuilder().setUsageRoleValue(i % 3));
    span.getStatusBuilder().setCode(StatusCode.forNumber(i % 3));
    if (i % 2 == 1) {
      span.setParentSpanId(TestSpans.spanId(i).toString());
    }
    setUsage(span, i);
    setCost(span, i);
    return span;
  }

  private static List<String> lists(int i) {
    return i % 4 == 0 ? List.of() : Collections.nCopies(i % 4, TEXTS.get(i));
  }

  private static void setUsage(Span.Builder span, int i) {
    if (i == 0) {
      return;
    }
    Usage.Builder usage = span.getUsageBuilder();
    if (i != 5) {
      usage.setInputTokens(TOKENS[i]).setTotalTokens(TOKENS[i]);
    }
    if (i % 2 == 0) {
      usage.setOutputTokens(TOKENS[COUNT - i]).setReasoningTokens(TOKENS[COUNT - i]);
      usage.setCacheReadTokens(TOKENS[i]).setCacheWriteTokens(TOKENS[COUNT - i]);
    }
  }

  private static void setCost(Span.Builder span, int i) {
    Cost.Builder cost = Cost.newBuilder();
    if (!COSTS.get(i).isEmpty()) {
      cost.setStateValue(
              i % 2 == 0
                  ? CostState.COST_STATE_REPORTED_VALUE
                  : CostState.COST_STATE_COMPUTED_VALUE)
          .setTotalUsd(COSTS.get(i));
      span.setCost(cost);
    } else if (i > 0) {
      span.setCost(cost.setState(CostState.COST_STATE_UNPRICED));
    }
  }

  /** Sets a text field that may hold any text; leaves ids and enums alone. */
  static void setText(Span.Builder span, SpanField field, String text) {
    switch (field) {
      case NAME -> span.setName(text);
      case OPERATION -> span.setOperation(text);
      case STATUS_MESSAGE -> span.getStatusBuilder().setMessage(text);
      case ERROR_TYPE -> span.getStatusBuilder().setErrorType(text);
      case SERVICE -> span.setService(text);
      case ENVIRONMENT -> span.setEnvironment(text);
      case RELEASE -> span.setRelease(text);
      case SCOPE -> span.getScopeBuilder().setName(text);
      case USER_ID -> span.setUserId(text);
      case SESSION_ID -> span.setSessionId(text);
      case PROVIDER -> span.setProvider(text);
      case MODEL -> span.setResponseModel(text.length() > 5 ? "" : text);
      case REQUEST_MODEL -> span.setRequestModel(text);
      case TOOL_NAME -> span.getToolBuilder().setName(text);
      case PROMPT_NAME -> span.getPromptBuilder().setName(text);
      case PROMPT_VERSION -> span.getPromptBuilder().setVersion(text);
      case JOB_ID -> span.setJobId(text);
      case VARIANT_ID -> span.setVariantId(text);
      case NODE -> span.getGraphBuilder().setNode(text);
      case INPUT -> span.setInput(Payload.newBuilder().setText("x".repeat(300) + text));
      case OUTPUT -> span.setOutput(Payload.newBuilder().setText(text));
      default -> {}
    }
  }
}
