/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.TraceSummaries;
import dev.tracehub.storage.memory.filter.PartialSpans;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what is held of traces and spans by id. */
public final class TraceRecordsReader {

  /** What totals do not need, and what spans are made of. */
  private static final PartialSpans FOR_TOTALS =
      PartialSpans.without(
          Span.INPUT_FIELD_NUMBER,
          Span.OUTPUT_FIELD_NUMBER,
          Span.ATTRIBUTES_FIELD_NUMBER,
          Span.RESOURCE_ATTRIBUTES_FIELD_NUMBER,
          Span.EVENTS_FIELD_NUMBER,
          Span.LINKS_FIELD_NUMBER);

  private static final Comparator<SpanEvent> EVENT_ORDER =
      Comparator.comparingLong(SpanEvent::getTimeUnixNano)
          .thenComparing(SpanEvent::getEventId, CodePointOrder.INSTANCE);

  private static final Comparator<Evaluation> EVALUATION_ORDER =
      Comparator.comparingLong(Evaluation::getTimeUnixNano)
          .thenComparing(Evaluation::getEvaluationId, CodePointOrder.INSTANCE);

  private TraceRecordsReader() {}

  /** All of a trace; empty when nothing is held. */
  public static Optional<TraceRecords> trace(
      ProjectData data, TraceId id, PayloadView payloads, int maxSpans) {
    List<RowRef<Span>> finished = rows(data.spans(), id);
    List<RowRef<Span>> open = openRows(data, id);
    List<SpanEvent> events = sorted(rows(data.events(), id), EVENT_ORDER);
    List<Evaluation> evaluations = sorted(rows(data.evaluations(), id), EVALUATION_ORDER);
    if (finished.isEmpty() && open.isEmpty() && events.isEmpty() && evaluations.isEmpty()) {
      return Optional.empty();
    }
    int shown = Math.min(finished.size(), maxSpans);
    return Optional.of(
        new TraceRecords(
            summary(id, finished, open),
            spans(finished.subList(0, shown), payloads),
            spans(open, payloads),
            events,
            evaluations,
            finished.size() - shown));
  }

  /** One finished span and what is beside it; empty when it is not held. */
  public static Optional<SpanRecords> span(ProjectData data, TraceId trace, SpanId span) {
    return data.spans()
        .find(trace.high(), trace.low(), span.value())
        .map(
            ref ->
                new SpanRecords(
                    ref.read(),
                    sorted(naming(rows(data.events(), trace), span), EVENT_ORDER),
                    sorted(naming(rows(data.evaluations(), trace), span), EVALUATION_ORDER)));
  }

  /** The totals of a trace. */
  static TraceSummary summary(ProjectData data, TraceId id) {
    return summary(id, rows(data.spans(), id), openRows(data, id));
  }

  private static TraceSummary summary(
      TraceId id, List<RowRef<Span>> finished, List<RowRef<Span>> open) {
    return TraceSummaries.of(
        id,
        finished.stream()
            .map(
                ref ->
                    SpanSchema.FINISHED.marked(
                        FOR_TOTALS.read(ref.chunk().slice(ref.row())), ref.mark()))
            .toList(),
        open.stream().map(ref -> FOR_TOTALS.read(ref.chunk().slice(ref.row()))).toList());
  }

  private static <R extends MessageLite> List<RowRef<R>> rows(Table<R> table, TraceId id) {
    return table.trace(id.high(), id.low());
  }

  private static List<RowRef<Span>> openRows(ProjectData data, TraceId id) {
    return rows(data.started(), id).stream().filter(ref -> ref.mark() == SpanSchema.OPEN).toList();
  }

  private static <R extends MessageLite> List<RowRef<R>> naming(List<RowRef<R>> refs, SpanId span) {
    return refs.stream().filter(ref -> ref.id() == span.value()).toList();
  }

  private static <R extends MessageLite> List<R> sorted(List<RowRef<R>> refs, Comparator<R> order) {
    return refs.stream().map(RowRef::read).sorted(order).toList();
  }

  private static List<Span> spans(List<RowRef<Span>> refs, PayloadView payloads) {
    return refs.stream()
        .map(RowRef::read)
        .map(span -> payloads == PayloadView.HEAD ? PayloadHeads.cut(span) : span)
        .toList();
  }
}
