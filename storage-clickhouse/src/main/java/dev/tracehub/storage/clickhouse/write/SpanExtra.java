/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What of a span has no column, or would not come back from its column as it was: the span without
 * what the columns say. What is added to the model later is in it too. A reader merges it over a
 * span made from the columns.
 *
 * <p>A message that has nothing left goes, unless it would be missed: an empty one that was there
 * stays, when no column tells of it.
 */
final class SpanExtra {

  private SpanExtra() {}

  static ByteString of(Span span) {
    Span.Builder rest = span.toBuilder();
    clearIdsAndTimes(span, rest);
    clearTexts(rest);
    clearStatusAndScope(span, rest);
    clearUsage(span, rest);
    clearCost(span, rest);
    clearReferences(span, rest);
    rest.clearAttributes().clearResourceAttributes();
    span.getAttributesMap().forEach(incomparable(rest::putAttributes));
    span.getResourceAttributesMap().forEach(incomparable(rest::putResourceAttributes));
    if (span.hasInput() && PayloadPlace.of(span.getInput()) != PayloadPlace.NONE) {
      clearPayload(rest.getInputBuilder(), rest::clearInput);
    }
    if (span.hasOutput() && PayloadPlace.of(span.getOutput()) != PayloadPlace.NONE) {
      clearPayload(rest.getOutputBuilder(), rest::clearOutput);
    }
    return rest.build().toByteString();
  }

  /** Whether the value is in the column of its type. */
  static boolean hasColumn(AttributeValue value) {
    return SpanValues.comparable(value).isPresent();
  }

  private static void clearIdsAndTimes(Span span, Span.Builder rest) {
    rest.clearTraceId().clearSpanId().clearParentSpanId().clearStartTimeUnixNano();
    if (!SpanValues.isEnded(span) || span.getEndTimeUnixNano() >= span.getStartTimeUnixNano()) {
      rest.clearEndTimeUnixNano();
    }
    rest.clearTimeToFirstTokenNano().clearStreaming().clearRetryCount();
    if (Enums.isKnown(span.getType())) {
      rest.clearType();
    }
    if (Enums.isKnown(span.getKind())) {
      rest.clearKind();
    }
  }

  private static void clearTexts(Span.Builder rest) {
    rest.clearName()
        .clearOperation()
        .clearService()
        .clearEnvironment()
        .clearRelease()
        .clearUserId()
        .clearSessionId()
        .clearTags()
        .clearProvider()
        .clearRequestModel()
        .clearResponseModel()
        .clearFinishReasons()
        .clearJobId()
        .clearVariantId();
  }

  private static void clearStatusAndScope(Span span, Span.Builder rest) {
    if (span.hasStatus()) {
      var status = rest.getStatusBuilder().clearMessage().clearErrorType();
      if (Enums.isKnown(span.getStatus().getCode())) {
        status.clearCode();
      }
      if (isToldByColumns(span.getStatus(), status.build())) {
        rest.clearStatus();
      }
    }
    if (span.hasScope()) {
      var scope = rest.getScopeBuilder().clearName().build();
      if (isToldByColumns(span.getScope(), scope)) {
        rest.clearScope();
      }
    }
  }

  private static void clearUsage(Span span, Span.Builder rest) {
    if (!span.hasUsage()) {
      return;
    }
    var usage =
        rest.getUsageBuilder()
            .clearInputTokens()
            .clearOutputTokens()
            .clearCacheReadTokens()
            .clearCacheWriteTokens()
            .clearReasoningTokens()
            .clearTotalTokens()
            .build();
    if (isToldByColumns(span.getUsage(), usage)) {
      rest.clearUsage();
    }
  }

  private static void clearCost(Span span, Span.Builder rest) {
    if (!span.hasCost()) {
      return;
    }
    var cost = rest.getCostBuilder();
    if (Enums.isKnown(span.getCost().getState())) {
      cost.clearState();
    }
    if (Amounts.isExact(span)) {
      cost.clearTotalUsd();
    }
    if (isToldByColumns(span.getCost(), cost.build())) {
      rest.clearCost();
    }
  }

  private static void clearReferences(Span span, Span.Builder rest) {
    if (span.hasPrompt()) {
      var prompt = rest.getPromptBuilder().clearName().clearVersion().build();
      if (isToldByColumns(span.getPrompt(), prompt)) {
        rest.clearPrompt();
      }
    }
    if (span.hasTool()) {
      var tool = rest.getToolBuilder().clearName().build();
      if (isToldByColumns(span.getTool(), tool)) {
        rest.clearTool();
      }
    }
    if (span.hasGraph()) {
      var graph = rest.getGraphBuilder().clearNode().build();
      if (isToldByColumns(span.getGraph(), graph)) {
        rest.clearGraph();
      }
    }
    if (span.hasCollector()) {
      var facts = rest.getCollectorBuilder().clearReceivedTimeUnixNano();
      if (Enums.isKnown(span.getCollector().getUsageRole())) {
        facts.clearUsageRole();
      }
      if (isToldByColumns(span.getCollector(), facts.build())) {
        rest.clearCollector();
      }
    }
  }

  private static void clearPayload(Payload.Builder payload, Runnable clear) {
    payload.clearContent().clearSizeBytes();
    if (payload.build().equals(Payload.getDefaultInstance())) {
      clear.run();
    }
  }

  /** Nothing is left of it, and there was something in its columns. */
  private static <M extends MessageLite> boolean isToldByColumns(M message, M left) {
    return left.getSerializedSize() == 0 && message.getSerializedSize() != 0;
  }

  private static BiConsumer<String, AttributeValue> incomparable(
      BiConsumer<String, AttributeValue> add) {
    return (key, value) -> {
      if (!hasColumn(value)) {
        add.accept(key, value);
      }
    };
  }

  /** Attributes without a column, by key. */
  static List<String> keysWithoutColumn(Map<String, AttributeValue> attributes) {
    List<String> keys = new ArrayList<>();
    attributes.forEach(incomparable((key, value) -> keys.add(key)));
    return keys;
  }
}
