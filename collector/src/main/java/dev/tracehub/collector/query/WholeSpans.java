/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.v1.Span;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Reads what is missing in the heads of spans: the rest of cut payloads, and, where asked for, what
 * came beside the spans. Thread-safe.
 */
final class WholeSpans {

  private final TraceReader reader;
  private final String project;
  private final boolean joined;
  private final UnaryOperator<SpanRecords> contents;

  private WholeSpans(
      TraceReader reader, String project, boolean joined, UnaryOperator<SpanRecords> contents) {
    this.reader = reader;
    this.project = project;
    this.joined = joined;
    this.contents = contents;
  }

  /** Spans with all they say themselves. */
  static WholeSpans themselves(TraceReader reader, String project) {
    return new WholeSpans(reader, project, false, UnaryOperator.identity());
  }

  /** Spans with the contents of their events too. */
  static WholeSpans joined(TraceReader reader, String project, EventJoin contents) {
    return new WholeSpans(reader, project, true, contents::join);
  }

  /** Whether nothing can be missing. */
  boolean isWhole(Span head) {
    boolean mayHaveMore = joined && !(head.hasInput() && head.hasOutput());
    return !mayHaveMore && !head.getInput().getTruncated() && !head.getOutput().getTruncated();
  }

  /** The whole span; the head, which says that it is one, if the span is gone in the meantime. */
  CompletionStage<Span> read(Span head) {
    return reader
        .span(project, TraceId.parse(head.getTraceId()), SpanId.parse(head.getSpanId()))
        .thenApply(found -> found.map(contents).map(SpanRecords::span).orElse(head));
  }
}
