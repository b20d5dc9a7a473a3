/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceSummary;
import java.util.List;

/**
 * What is held of one trace.
 *
 * @param summary totals over all its spans, also those that {@code spans} leaves out, as {@link
 *     TraceSummaries#of} computes them
 * @param spans finished spans by start, then id
 * @param openSpans started spans without a finished one, by start, then id
 * @param events events by time, then id
 * @param evaluations judgements by time, then id
 * @param truncatedSpans finished spans that {@code spans} leaves out
 */
public record TraceRecords(
    TraceSummary summary,
    List<Span> spans,
    List<Span> openSpans,
    List<SpanEvent> events,
    List<Evaluation> evaluations,
    long truncatedSpans) {

  public TraceRecords {
    spans = List.copyOf(spans);
    openSpans = List.copyOf(openSpans);
    events = List.copyOf(events);
    evaluations = List.copyOf(evaluations);
  }
}
