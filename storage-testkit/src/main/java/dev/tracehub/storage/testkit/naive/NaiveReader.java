/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.TraceSummaries;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.List;
import java.util.Optional;

/** Answers about traces from a {@link NaiveStore}. */
final class NaiveReader {

  private final NaiveStore store;

  NaiveReader(NaiveStore store) {
    this.store = store;
  }

  Optional<TraceRecords> trace(
      String project, TraceId traceId, PayloadView payloads, int maxSpans) {
    List<Span> finished =
        ofTrace(store.finished(project, TimeRange.ALL, Filter.ALL), traceId.toString());
    List<Span> open = ofTrace(store.open(project, TimeRange.ALL, Filter.ALL), traceId.toString());
    List<SpanEvent> events = events(project, traceId);
    List<Evaluation> evaluations = evaluations(project, traceId);
    if (finished.isEmpty() && open.isEmpty() && events.isEmpty() && evaluations.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceRecords(
            TraceSummaries.of(traceId, finished, open),
            view(finished.stream().limit(maxSpans).toList(), payloads),
            view(open, payloads),
            events,
            evaluations,
            Math.max(0, finished.size() - maxSpans)));
  }

  Optional<SpanRecords> span(String project, TraceId traceId, SpanId spanId) {
    String id = spanId.toString();
    return store.finished(project, TimeRange.ALL, Filter.ALL).stream()
        .filter(span -> span.getTraceId().equals(traceId.toString()))
        .filter(span -> span.getSpanId().equals(id))
        .findFirst()
        .map(
            span ->
                new SpanRecords(
                    span,
                    events(project, traceId).stream()
                        .filter(event -> event.getSpanId().equals(id))
                        .toList(),
                    evaluations(project, traceId).stream()
                        .filter(evaluation -> evaluation.getSpanId().equals(id))
                        .toList()));
  }

  private List<SpanEvent> events(String project, TraceId traceId) {
    return store.events(project, traceId).stream()
        .sorted(
            comparingLong(SpanEvent::getTimeUnixNano)
                .thenComparing(SpanEvent::getEventId, CodePointOrder.INSTANCE))
        .toList();
  }

  private List<Evaluation> evaluations(String project, TraceId traceId) {
    return store.evaluations(project).stream()
        .filter(evaluation -> evaluation.getTraceId().equals(traceId.toString()))
        .sorted(
            comparingLong(Evaluation::getTimeUnixNano)
                .thenComparing(Evaluation::getEvaluationId, CodePointOrder.INSTANCE))
        .toList();
  }

  private static List<Span> ofTrace(List<Span> spans, String traceId) {
    return spans.stream()
        .filter(span -> span.getTraceId().equals(traceId))
        .sorted(comparing(Span::getStartTimeUnixNano).thenComparing(Span::getSpanId))
        .toList();
  }

  private static List<Span> view(List<Span> spans, PayloadView payloads) {
    return payloads == PayloadView.FULL ? spans : spans.stream().map(PayloadHeads::cut).toList();
  }
}
