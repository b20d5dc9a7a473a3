/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.encode.ColumnWriter;
import dev.tracehub.storage.clickhouse.encode.RowLayout;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.SpanEvent;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The columns of the tables of what stands beside spans. */
final class SideLayouts {

  private static final int PASSED_UNKNOWN = 0;
  private static final int PASSED_NO = 1;
  private static final int PASSED_YES = 2;

  static final RowLayout<SideRow<SpanEvent>> EVENTS =
      SideLayouts.<SpanEvent>begin("span_events", SpanEvent::getTimeUnixNano)
          .column("trace_id", (row, to) -> putTrace(row.message().getTraceId(), to))
          .column("event_id", text(SpanEvent::getEventId))
          .column("span_id", (row, to) -> putSpan(row.message().getSpanId(), to))
          .column("type", (row, to) -> to.whole(Enums.number(row.message().getType())))
          .column("name", text(SpanEvent::getName))
          .column("author", text(SpanEvent::getAuthor))
          .column("body", SideLayouts::putBody)
          .build();

  static final RowLayout<SideRow<Evaluation>> EVALUATIONS =
      SideLayouts.<Evaluation>begin("evaluations", Evaluation::getTimeUnixNano)
          .column("trace_id", (row, to) -> putTrace(row.message().getTraceId(), to))
          .column("evaluation_id", text(Evaluation::getEvaluationId))
          .column("span_id", (row, to) -> putSpan(row.message().getSpanId(), to))
          .column("name", text(Evaluation::getName))
          .column("has_score", (row, to) -> to.flag(row.message().hasScore()))
          .column("score", (row, to) -> to.real(row.message().getScore()))
          .column("label", text(Evaluation::getLabel))
          .column("passed", (row, to) -> to.whole(passed(row.message())))
          .column("evaluator", text(Evaluation::getEvaluator))
          .column("evaluator_version", text(Evaluation::getEvaluatorVersion))
          .column("source", (row, to) -> to.whole(Enums.number(row.message().getSource())))
          .column("body", SideLayouts::putBody)
          .build();

  static final RowLayout<SideRow<MetricPoint>> METRICS =
      SideLayouts.<MetricPoint>begin("metric_points", MetricPoint::getTimeUnixNano)
          .column("name", text(MetricPoint::getName))
          .column("value", (row, to) -> to.real(row.message().getValue()))
          .column("unit", text(MetricPoint::getUnit))
          .column("labels", (row, to) -> putTexts(row.message().getLabelsMap(), to))
          .column("service", text(MetricPoint::getService))
          .column("trace_id", text(MetricPoint::getTraceId))
          .column("span_id", text(MetricPoint::getSpanId))
          .build();

  static final RowLayout<SideRow<JobUpdate>> JOBS =
      SideLayouts.<JobUpdate>begin("job_updates", JobUpdate::getTimeUnixNano)
          .column("job_id", text(JobUpdate::getJobId))
          .column("name", text(JobUpdate::getName))
          .column("state", (row, to) -> to.whole(Enums.number(row.message().getState())))
          .column("done", (row, to) -> to.whole(row.message().getDone()))
          .column("total", (row, to) -> to.whole(row.message().getTotal()))
          .column("message", text(JobUpdate::getMessage))
          .column("variant_id", text(JobUpdate::getVariantId))
          .column("service", text(JobUpdate::getService))
          .column("body", SideLayouts::putBody)
          .build();

  private SideLayouts() {}

  /** The time of a message in nanoseconds. */
  private interface Time<M> {
    long of(M message);
  }

  private static <M> RowLayout.Builder<SideRow<M>> begin(String table, Time<M> time) {
    return RowLayout.<SideRow<M>>of(table)
        .column("project", (row, to) -> to.text(row.project()))
        .column("retention_days", (row, to) -> to.whole(row.stamp().retentionDays()))
        .column("time", (row, to) -> to.whole(time.of(row.message())))
        .column("block", (row, to) -> to.whole(row.stamp().block()));
  }

  private static <M> BiConsumer<SideRow<M>, ColumnWriter> text(Function<M, String> read) {
    return (row, to) -> to.text(read.apply(row.message()));
  }

  private static <M extends MessageLite> void putBody(SideRow<M> row, ColumnWriter to) {
    to.bytes(row.message().toByteString());
  }

  private static void putTrace(String id, ColumnWriter to) {
    TraceId trace = TraceId.parse(id);
    to.id(trace.high(), trace.low());
  }

  private static void putSpan(String id, ColumnWriter to) {
    to.whole(id.isEmpty() ? 0 : SpanId.parse(id).value());
  }

  private static void putTexts(Map<String, String> texts, ColumnWriter to) {
    to.size(texts.size());
    texts.forEach(
        (key, value) -> {
          to.keys().text(key);
          to.values().text(value);
        });
  }

  private static int passed(Evaluation evaluation) {
    if (!evaluation.hasPassed()) {
      return PASSED_UNKNOWN;
    }
    return evaluation.getPassed() ? PASSED_YES : PASSED_NO;
  }
}
