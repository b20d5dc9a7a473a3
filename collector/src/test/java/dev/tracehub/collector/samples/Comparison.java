/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.gson.JsonObject;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TraceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is known about a sample set with what is answered about it, in full. Where a span
 * does not say what the server or the application knew, the answer must not say it either.
 */
public final class Comparison {

  private final ExpectedSet expected;
  private final Map<String, RawSpan> raw;
  private final Answers answers;
  private final List<String> differences = new ArrayList<>();

  /** Of one set. */
  public Comparison(ExpectedSet expected, List<byte[]> requests, Answers answers) {
    this.expected = expected;
    this.raw = RawSpan.read(requests);
    this.answers = answers;
  }

  /** All differences; empty when there is none. */
  public List<String> differences() {
    Map<String, TraceSummary> summaries =
        answers.traces().stream()
            .collect(Collectors.toMap(TraceSummary::getTraceId, summary -> summary));
    Set<String> expectedIds = new TreeSet<>();
    expected.traces().forEach(trace -> expectedIds.add(trace.traceId()));
    same("trace ids", expectedIds, new TreeSet<>(summaries.keySet()));
    Map<String, Span> spans = new HashMap<>();
    for (ExpectedSet.Trace trace : expected.traces()) {
      List<Span> ofTrace = answers.spans(trace.traceId());
      ofTrace.forEach(span -> spans.put(span.getTraceId() + "/" + span.getSpanId(), span));
      compareTrace(trace, summaries.get(trace.traceId()), ofTrace);
    }
    compareCounts(spans);
    compareTokens(summaries);
    for (ExpectedSet.Call call : expected.llmCalls()) {
      String key = call.traceId() + "/" + call.spanId();
      Span span = spans.get(key);
      RawSpan sent = raw.get(key);
      if (span == null || sent == null) {
        differences.add(key + ": no span");
      } else {
        new CallComparison(call, sent, span, differences).compare();
      }
    }
    return differences;
  }

  private void compareTrace(
      ExpectedSet.Trace trace, @Nullable TraceSummary summary, List<Span> spans) {
    if (summary == null) {
      differences.add(trace.traceId() + ": no summary");
      return;
    }
    String at = trace.scenario() + " " + trace.traceId() + ": ";
    if (trace.rootSpan().isJsonObject()) {
      JsonObject root = trace.rootSpan().getAsJsonObject();
      same(at + "root span", root.get("spanId").getAsString(), summary.getRootSpanId());
      same(at + "root name", root.get("name").getAsString(), summary.getRootName());
    }
    same(at + "spans", trace.spans(), (int) summary.getSpanCount());
    same(at + "spans answered", trace.spans(), spans.size());
    same(at + "LLM calls", trace.llmCallSpans(), (int) summary.getLlmCallCount());
    same(at + "errors", trace.errorSpans(), (int) summary.getErrorCount());
    same(
        at + "missing parents",
        trace.parentsThatNeverArrive() == null ? 0 : trace.parentsThatNeverArrive().size(),
        (int) summary.getMissingParentCount());
    same(
        at + "names",
        sorted(trace.spanNames()),
        sorted(spans.stream().map(Span::getName).toList()));
    same(at + "session", said(spans, trace.sessionId()), summary.getSessionId());
    same(at + "user", said(spans, trace.userId()), summary.getUserId());
    same(at + "tags", saidTags(spans, trace.tags()), new TreeSet<>(summary.getTagsList()));
    compareMetadata(at, trace, spans);
    if (trace.graphRuns() != null) {
      new GraphComparison(at, trace.graphRuns(), answers.graphRuns(trace.traceId()), differences)
          .compare();
    }
  }

  /** What the application set, if any span of the trace says it. */
  private String said(List<Span> spans, @Nullable String value) {
    return value != null && anySays(spans, value) ? value : "";
  }

  private boolean anySays(List<Span> spans, String value) {
    return spans.stream()
        .map(span -> raw.get(span.getTraceId() + "/" + span.getSpanId()))
        .filter(Objects::nonNull)
        .anyMatch(sent -> sent.says(value));
  }

  /** Tags may also be said as one list separated by commas. */
  private Set<String> saidTags(List<Span> spans, @Nullable List<String> tags) {
    if (tags == null || tags.isEmpty()) {
      return Set.of();
    }
    boolean joined = anySays(spans, String.join(",", tags));
    return tags.stream()
        .filter(tag -> joined || anySays(spans, tag))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compareMetadata(String at, ExpectedSet.Trace trace, List<Span> spans) {
    if (trace.metadata() == null) {
      return;
    }
    trace
        .metadata()
        .forEach(
            (name, value) -> {
              String text = value.getAsString();
              boolean kept =
                  spans.stream().anyMatch(span -> SpanTexts.ofAttributes(span).contains(text));
              if (anySays(spans, text) && !kept) {
                differences.add(at + "metadata " + name + "=" + text + " is lost");
              }
            });
  }

  private void compareCounts(Map<String, Span> spans) {
    ExpectedSet.Counts counts = expected.counts();
    List<Span> calls =
        spans.values().stream()
            .filter(
                span ->
                    span.getType() == SpanType.SPAN_TYPE_LLM
                        || span.getType() == SpanType.SPAN_TYPE_EMBEDDING)
            .toList();
    same("spans", counts.spans(), spans.size());
    same("LLM calls", counts.llmCallSpans(), calls.size());
    same("failed LLM calls", counts.llmCallsFailed(), errors(calls));
    same("errors", counts.errorSpans(), errors(List.copyOf(spans.values())));
    same(
        "events",
        counts.spanEvents(),
        spans.values().stream().mapToInt(Span::getEventsCount).sum());
    same("links", counts.spanLinks(), spans.values().stream().mapToInt(Span::getLinksCount).sum());
    Map<String, Integer> byOperation = new TreeMap<>();
    calls.forEach(call -> byOperation.merge(call.getOperation(), 1, Integer::sum));
    same("operations", new TreeMap<>(counts.byOperation()), byOperation);
  }

  private static int errors(List<Span> spans) {
    return (int)
        spans.stream()
            .filter(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR)
            .count();
  }

  /** Totals of the traces are the sums of what the spans of the calls say. */
  private void compareTokens(Map<String, TraceSummary> summaries) {
    long input = 0;
    long output = 0;
    for (ExpectedSet.Call call : expected.llmCalls()) {
      ExpectedSet.Usage usage = call.usageThatSpanTells();
      input += usage == null || usage.input() == null ? 0 : usage.input();
      output += usage == null || usage.output() == null ? 0 : usage.output();
    }
    same(
        "input tokens",
        input,
        summaries.values().stream().mapToLong(trace -> trace.getTokens().getInput()).sum());
    same(
        "output tokens",
        output,
        summaries.values().stream().mapToLong(trace -> trace.getTokens().getOutput()).sum());
  }

  private void same(String what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      differences.add(what + ": expected " + wanted + ", found " + found);
    }
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }
}
