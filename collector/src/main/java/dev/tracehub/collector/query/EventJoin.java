/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.dialect.EventContents;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives spans the content that came beside them, in OpenTelemetry's log records. It is joined when
 * a span is read, so that it does not matter which came first. What a span says itself is left
 * alone. Immutable, hence thread-safe.
 */
final class EventJoin {

  private final EventContents contents;

  EventJoin(EventContents contents) {
    this.contents = contents;
  }

  /** The trace with the contents of its spans, as much of them as the view has. */
  TraceRecords join(TraceRecords trace, PayloadView view) {
    Map<String, List<SpanEvent>> bySpan = new HashMap<>();
    for (SpanEvent event : trace.events()) {
      if (!event.getSpanId().isEmpty() && contents.isPart(event)) {
        bySpan.computeIfAbsent(event.getSpanId(), id -> new ArrayList<>()).add(event);
      }
    }
    return bySpan.isEmpty()
        ? trace
        : new TraceRecords(
            trace.summary(),
            join(trace.spans(), bySpan, view),
            join(trace.openSpans(), bySpan, view),
            trace.events(),
            trace.evaluations(),
            trace.truncatedSpans());
  }

  private List<Span> join(List<Span> spans, Map<String, List<SpanEvent>> bySpan, PayloadView view) {
    List<Span> joined = new ArrayList<>(spans.size());
    for (Span span : spans) {
      List<SpanEvent> events = bySpan.get(span.getSpanId());
      joined.add(events == null ? span : join(span, events, view));
    }
    return joined;
  }

  /** The span with its content. */
  SpanRecords join(SpanRecords records) {
    Span joined = join(records.span(), records.events(), PayloadView.FULL);
    return new SpanRecords(joined, records.events(), records.evaluations());
  }

  private Span join(Span span, List<SpanEvent> events, PayloadView view) {
    if (span.hasInput() && span.hasOutput()) {
      return span;
    }
    EventContents.Contents found = contents.of(events);
    Payload input = span.hasInput() ? null : found.input();
    Payload output = span.hasOutput() ? null : found.output();
    if (input == null && output == null) {
      return span;
    }
    Span.Builder joined = span.toBuilder();
    if (input != null) {
      joined.setInput(input);
    }
    if (output != null) {
      joined.setOutput(output);
    }
    return view == PayloadView.HEAD ? PayloadHeads.cut(joined.build()) : joined.build();
  }
}
