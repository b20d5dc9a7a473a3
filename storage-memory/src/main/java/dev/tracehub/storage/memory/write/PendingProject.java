/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.SpanContent;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.schema.Ids;
import dev.tracehub.storage.memory.schema.PlainSchema;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.table.Mark;
import dev.tracehub.storage.memory.table.Replacement;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a block adds to one project. Nothing changes before {@link #commit}. Not thread-safe. */
final class PendingProject {

  private final Project project;
  private final ProjectData base;
  private final long maxTraceBytes;
  private final Map<TraceId, PendingTrace> traces = new LinkedHashMap<>();
  private final List<SpanEvent> events = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<MetricPoint> metrics = new ArrayList<>();
  private final List<JobUpdate> jobs = new ArrayList<>();

  PendingProject(Project project, long maxTraceBytes) {
    this.project = project;
    this.base = project.working();
    this.maxTraceBytes = maxTraceBytes;
  }

  Outcome add(StoredRecord record) {
    if (record instanceof StoredRecord.Finished finished) {
      return addFinished(finished.span());
    }
    if (record instanceof StoredRecord.Started started) {
      return addStarted(started.span());
    }
    if (record instanceof StoredRecord.Event event) {
      return addEvent(event.event());
    }
    if (record instanceof StoredRecord.Judgement judgement) {
      return addEvaluation(judgement.evaluation());
    }
    if (record instanceof StoredRecord.Metric metric) {
      metrics.add(metric.point());
    } else if (record instanceof StoredRecord.Job job) {
      jobs.add(job.update());
    } else if (record instanceof StoredRecord.RoleChange change) {
      trace(change.traceId()).changeRole(change.spanId().value(), (byte) change.role().getNumber());
    } else if (record instanceof StoredRecord.CostChange change) {
      trace(change.traceId()).changeCost(change.spanId().value(), change);
    }
    return Outcome.STORED;
  }

  /** Makes the block part of what the project holds. */
  void commit() {
    project.change(
        new ProjectData(
            base.spans().with(roles(), replacements()).plus(finished()),
            closed(base.started().plus(started())),
            base.events().plus(events),
            base.evaluations().plus(evaluations),
            base.metrics().plus(metrics),
            base.jobs().plus(jobs)));
    for (PendingTrace trace : traces.values()) {
      if (trace.bytes() > 0) {
        TraceId id = trace.id();
        project.traces().add(id.high(), id.low(), trace.activity(), trace.bytes());
      }
    }
  }

  private Outcome addFinished(Span span) {
    Optional<Outcome> wrong = wrongIds(span);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    PendingTrace trace = trace(span.getTraceId());
    long id = Ids.span(span.getSpanId());
    Optional<Span> held = trace.finished(id);
    if (held.isPresent()) {
      return SpanContent.same(held.get(), span)
          ? Outcome.DUPLICATE
          : Outcome.conflict(
              "span_id: \"" + span.getSpanId() + "\" is held with other content, which stays");
    }
    return grow(
        trace,
        span,
        Math.max(span.getStartTimeUnixNano(), span.getEndTimeUnixNano()),
        () -> trace.addFinished(id, span));
  }

  private Outcome addStarted(Span span) {
    Optional<Outcome> wrong = wrongIds(span);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    PendingTrace trace = trace(span.getTraceId());
    long id = Ids.span(span.getSpanId());
    return trace.hasStarted(id)
        ? Outcome.DUPLICATE
        : grow(trace, span, span.getStartTimeUnixNano(), () -> trace.addStarted(id, span));
  }

  private Outcome addEvent(SpanEvent event) {
    Optional<Outcome> wrong = wrongIds(event.getTraceId(), event.getSpanId());
    if (wrong.isPresent()) {
      return wrong.get();
    }
    PendingTrace trace = trace(event.getTraceId());
    boolean held =
        rowsWithHash(base.events(), trace.id(), event.getEventId()).stream()
            .anyMatch(other -> other.getEventId().equals(event.getEventId()));
    return held || !trace.addEvent(event.getEventId())
        ? Outcome.DUPLICATE
        : grow(trace, event, event.getTimeUnixNano(), () -> events.add(event));
  }

  private Outcome addEvaluation(Evaluation evaluation) {
    Optional<Outcome> wrong = wrongIds(evaluation.getTraceId(), evaluation.getSpanId());
    if (wrong.isPresent()) {
      return wrong.get();
    }
    PendingTrace trace = trace(evaluation.getTraceId());
    String id = evaluation.getEvaluationId();
    boolean held =
        rowsWithHash(base.evaluations(), trace.id(), id).stream()
            .anyMatch(other -> other.getEvaluationId().equals(id));
    return held || !trace.addEvaluation(id)
        ? Outcome.DUPLICATE
        : grow(trace, evaluation, evaluation.getTimeUnixNano(), () -> evaluations.add(evaluation));
  }

  private Outcome grow(PendingTrace trace, MessageLite record, long time, Runnable addition) {
    TraceId id = trace.id();
    long bytes = project.traces().bytes(id.high(), id.low()) + trace.bytes() + Footprint.of(record);
    if (bytes > maxTraceBytes) {
      return Outcome.refused(
          "trace_id: \""
              + id
              + "\" would take "
              + bytes
              + " bytes with this record (expected: <= "
              + maxTraceBytes
              + ", half of max_bytes)");
    }
    addition.run();
    trace.grow(record, time);
    return Outcome.STORED;
  }

  private PendingTrace trace(String traceId) {
    return trace(new TraceId(Ids.high(traceId), Ids.low(traceId)));
  }

  private PendingTrace trace(TraceId id) {
    return traces.computeIfAbsent(
        id, key -> new PendingTrace(key, base, project.traces().bytes(key.high(), key.low()) > 0));
  }

  private List<Mark<Span>> roles() {
    List<Mark<Span>> roles = new ArrayList<>();
    traces.values().forEach(trace -> roles.addAll(trace.roles()));
    return roles;
  }

  private List<Replacement<Span>> replacements() {
    List<Replacement<Span>> replacements = new ArrayList<>();
    traces.values().forEach(trace -> replacements.addAll(trace.replacements()));
    return replacements;
  }

  private List<Span> finished() {
    List<Span> spans = new ArrayList<>();
    traces.values().forEach(trace -> trace.finished().forEach(spans::add));
    return spans;
  }

  private List<Span> started() {
    List<Span> spans = new ArrayList<>();
    traces.values().forEach(trace -> trace.started().forEach(spans::add));
    return spans;
  }

  private Table<Span> closed(Table<Span> startedRows) {
    if (startedRows.rows() == 0) {
      return startedRows;
    }
    List<Mark<Span>> closings = new ArrayList<>();
    traces.values().forEach(trace -> closings.addAll(trace.closings(startedRows)));
    return startedRows.with(closings, List.of());
  }

  private static <R extends MessageLite> List<R> rowsWithHash(
      Table<R> table, TraceId trace, String ownId) {
    long hash = Ids.hash(ownId);
    return table.trace(trace.high(), trace.low()).stream()
        .filter(ref -> ref.chunk().number(PlainSchema.OWN_ID_HASH).get(ref.row()) == hash)
        .map(RowRef::read)
        .toList();
  }

  private static Optional<Outcome> wrongIds(Span span) {
    if (!Ids.isCanonicalSpan(span.getSpanId())) {
      return Optional.of(wrongSpanId("span_id", span.getSpanId()));
    }
    if (!span.getParentSpanId().isEmpty() && !Ids.isCanonicalSpan(span.getParentSpanId())) {
      return Optional.of(wrongSpanId("parent_span_id", span.getParentSpanId()));
    }
    return wrongIds(span.getTraceId(), "");
  }

  private static Optional<Outcome> wrongIds(String traceId, String spanId) {
    if (!Ids.isCanonicalTrace(traceId)) {
      return Optional.of(
          Outcome.refused(
              "trace_id: \""
                  + traceId
                  + "\" (expected: 32 lower-case hexadecimal digits, not all 0)"));
    }
    return spanId.isEmpty() || Ids.isCanonicalSpan(spanId)
        ? Optional.empty()
        : Optional.of(wrongSpanId("span_id", spanId));
  }

  private static Outcome wrongSpanId(String field, String value) {
    return Outcome.refused(
        field + ": \"" + value + "\" (expected: 16 lower-case hexadecimal digits, not all 0)");
  }
}
