/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.gson.JsonElement;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares one model call with its span. */
final class CallComparison {

  private static final long UNKNOWN = -1;

  private final ExpectedSet.Call call;
  private final RawSpan sent;
  private final Span span;
  private final List<String> differences;

  CallComparison(ExpectedSet.Call call, RawSpan sent, Span span, List<String> differences) {
    this.call = call;
    this.sent = sent;
    this.span = span;
    this.differences = differences;
  }

  void compare() {
    same("name", call.spanName(), span.getName());
    same("type", type(), span.getType());
    same("operation", call.operation(), span.getOperation());
    same("provider", call.provider(), span.getProvider());
    same("request model", said(call.requestModel()), span.getRequestModel());
    compareResponseModel();
    same("response id", said(call.responseId()), span.getResponseId());
    same(
        "error",
        call.outcome().equals("error"),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
    same("session", said(call.sessionId()), span.getSessionId());
    same("user", said(call.userId()), span.getUserId());
    compareStream();
    compareFinishReasons();
    compareUsage();
    compareTexts();
  }

  private SpanType type() {
    return call.operation().equals("embeddings")
        ? SpanType.SPAN_TYPE_EMBEDDING
        : SpanType.SPAN_TYPE_LLM;
  }

  private String said(@Nullable String value) {
    return value != null && sent.says(value) ? value : "";
  }

  /** A model that answers under the name it was asked by need not be said twice. */
  private void compareResponseModel() {
    String wanted = said(call.responseModel());
    boolean sameAsAsked = wanted.equals(call.requestModel()) && span.getResponseModel().isEmpty();
    if (!sameAsAsked) {
      same("response model", wanted, span.getResponseModel());
    }
  }

  /** Not every SDK says that an answer was streamed; none that was not may be called so. */
  private void compareStream() {
    if (span.getStreaming() && !call.stream()) {
      differences.add(at("streaming") + "it was not");
    }
  }

  /** SDKs have words of their own for tool calls, and some name the reason of the first choice. */
  private void compareFinishReasons() {
    List<String> wanted = call.finishReasons() == null ? List.of() : call.finishReasons();
    List<String> told = new ArrayList<>();
    for (KeyValue attribute : sent.span().getAttributesList()) {
      if (attribute.getKey().equals("gen_ai.response.finish_reasons")) {
        attribute
            .getValue()
            .getArrayValue()
            .getValuesList()
            .forEach(reason -> told.add(reason.getStringValue()));
      }
    }
    if (told.isEmpty() && wanted.stream().anyMatch(sent::says)) {
      told.addAll(wanted);
    }
    same("finish reasons", told, span.getFinishReasonsList());
  }

  private void compareUsage() {
    ExpectedSet.Usage usage = call.usageThatSpanTells();
    Usage found = span.getUsage();
    boolean ofServer = call.usageInSpan() == null;
    boolean embedding = type() == SpanType.SPAN_TYPE_EMBEDDING;
    same(
        "input",
        number(usage == null ? null : usage.input()),
        has(found.hasInputTokens(), found.getInputTokens()));
    if (!embedding || found.hasOutputTokens()) {
      same(
          "output",
          number(usage == null ? null : usage.output()),
          has(found.hasOutputTokens(), found.getOutputTokens()));
    }
    if (usage != null && ofServer) {
      same("total", number(usage.total()), has(found.hasTotalTokens(), found.getTotalTokens()));
      ifSaid("cached", usage.cachedInput(), found.hasCacheReadTokens(), found.getCacheReadTokens());
      ifSaid(
          "reasoning", usage.reasoning(), found.hasReasoningTokens(), found.getReasoningTokens());
    }
  }

  /** Not every SDK says these; what it says must be what the server said. */
  private void ifSaid(String what, @Nullable Long wanted, boolean present, long found) {
    boolean told =
        sent.span().getAttributesList().stream()
            .anyMatch(
                attribute -> attribute.getKey().contains(what.equals("cached") ? "cache" : what));
    if (present || (told && wanted != null && wanted > 0)) {
      same(what, number(wanted), has(present, found));
    }
  }

  private static long number(@Nullable Long value) {
    return value == null ? UNKNOWN : value;
  }

  private static long has(boolean present, long value) {
    return present ? value : UNKNOWN;
  }

  private void compareTexts() {
    Set<String> input = SpanTexts.of(span.getInput());
    Set<String> output = SpanTexts.of(span.getOutput());
    inside("system text", call.systemText(), input);
    each(call.lastInputText(), text -> inside("last input", text, input));
    // A dialect may take only the first of several choices apart; the others are not lost.
    Set<String> anywhere = new HashSet<>(SpanTexts.of(span));
    each(call.outputText(), text -> inside("output", text, anywhere));
    first(call.outputText()).ifPresent(text -> inside("first output", text, output));
    if (call.toolCalls() != null) {
      for (ExpectedSet.ToolCall tool : call.toolCalls()) {
        inside("tool", tool.name(), output);
        inside("tool arguments", tool.arguments(), output);
      }
    }
  }

  private interface TextCheck {
    void check(String text);
  }

  private static void each(@Nullable JsonElement texts, TextCheck check) {
    if (texts == null || texts.isJsonNull()) {
      return;
    }
    if (texts.isJsonArray()) {
      texts.getAsJsonArray().forEach(text -> each(text, check));
    } else if (texts.isJsonPrimitive()) {
      check.check(texts.getAsString());
    }
  }

  private static Optional<String> first(@Nullable JsonElement texts) {
    List<String> all = new ArrayList<>();
    each(texts, all::add);
    return all.stream().findFirst();
  }

  private void inside(String what, @Nullable String text, Set<String> texts) {
    if (text != null && !text.isEmpty() && sent.says(text) && !texts.contains(text)) {
      differences.add(at(what) + "is not in the payload: " + text);
    }
  }

  private void same(String what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      differences.add(at(what) + "expected " + wanted + ", found " + found);
    }
  }

  private String at(String what) {
    return call.scenario() + " " + call.traceId() + "/" + call.spanId() + ": " + what + ": ";
  }
}
