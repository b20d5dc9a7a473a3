/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a sample set: the form of {@code expected.json}, whose meaning the README of
 * the sets tells. Absent fields are null.
 */
public record ExpectedSet(String set, Counts counts, List<Trace> traces, List<Call> llmCalls) {

  /** Numbers of the whole set. */
  public record Counts(
      int files,
      int traces,
      int spans,
      int llmCallSpans,
      int llmCallsFailed,
      int errorSpans,
      int spanEvents,
      int spanLinks,
      Map<String, Integer> byOperation) {}

  /** One trace. */
  public record Trace(
      String scenario,
      String traceId,
      JsonElement rootSpan,
      @Nullable String sessionId,
      @Nullable String userId,
      @Nullable List<String> tags,
      @Nullable Map<String, JsonElement> metadata,
      @Nullable List<String> parentsThatNeverArrive,
      int spans,
      int llmCallSpans,
      int errorSpans,
      List<String> spanNames,
      @Nullable List<Run> graphRuns) {}

  /** One run of a graph as its nodes noted it. */
  public record Run(
      String graph,
      String outcome,
      @Nullable String insideNode,
      List<String> nodesExecuted,
      List<List<String>> edgesTaken) {}

  /** One call of a model that has a span. */
  public record Call(
      String scenario,
      String traceId,
      String spanId,
      String spanName,
      String provider,
      String operation,
      @Nullable String requestModel,
      @Nullable String responseModel,
      @Nullable String responseId,
      boolean stream,
      String outcome,
      @Nullable Usage usage,
      @Nullable Usage usageInSpan,
      @Nullable List<String> finishReasons,
      @Nullable List<ToolCall> toolCalls,
      @Nullable String systemText,
      @Nullable JsonElement lastInputText,
      @Nullable JsonElement outputText,
      @Nullable String sessionId,
      @Nullable String userId,
      @Nullable List<String> tags) {

    /** What the span itself can say about tokens; null when nothing. */
    public @Nullable Usage usageThatSpanTells() {
      return usageInSpan == null ? usage : usageInSpan;
    }
  }

  /** Tokens; null where nothing was reported. */
  public record Usage(
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long total,
      @Nullable Long cachedInput,
      @Nullable Long reasoning) {}

  /** A tool call that the model asked for. */
  public record ToolCall(String id, String name, String arguments) {}
}
