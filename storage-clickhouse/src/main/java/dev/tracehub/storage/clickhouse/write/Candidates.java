/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.Usd;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a block with their ids read, or with the reason why they cannot be held. Not
 * thread-safe.
 */
final class Candidates {

  /** A record of a block. */
  sealed interface Candidate {}

  /** A finished span. */
  record Finished(SpanRow row) implements Candidate {}

  /** A span that has started. */
  record Started(SpanRow row) implements Candidate {}

  /** An event or a judgement, by its own id. */
  record Beside(SideKey key, StoredRecord record) implements Candidate {}

  /** A correction of a role. */
  record RoleChange(SpanKey key, StoredRecord.RoleChange record) implements Candidate {}

  /** A correction of a cost. */
  record CostChange(SpanKey key, StoredRecord.CostChange record) implements Candidate {}

  /** A record without an id. */
  record Loose(StoredRecord record) implements Candidate {}

  /** A record that cannot be held. */
  record Wrong(String reason) implements Candidate {}

  private Candidates() {}

  static List<Candidate> of(List<StoredRecord> records, Stamp stamp) {
    List<Candidate> candidates = new ArrayList<>(records.size());
    SpanWire wire = new SpanWire();
    for (StoredRecord record : records) {
      candidates.add(of(record, stamp.of(record), wire));
    }
    return candidates;
  }

  /** When the spans among them started. */
  static Times spanTimes(List<Candidate> candidates) {
    Times times = Times.NONE;
    for (Candidate candidate : candidates) {
      if (candidate instanceof Finished span) {
        times = times.with(span.row().start());
      } else if (candidate instanceof Started span) {
        times = times.with(span.row().start());
      }
    }
    return times;
  }

  private static Candidate of(StoredRecord record, Stamp stamp, SpanWire wire) {
    if (record instanceof StoredRecord.Finished finished) {
      Span span = finished.span();
      return wrongSpan(span)
          .orElseGet(() -> new Finished(SpanRow.finished(stamp, key(record, span), span, wire)));
    }
    if (record instanceof StoredRecord.Started started) {
      Span span = started.span();
      return wrongSpan(span)
          .orElseGet(() -> new Started(SpanRow.started(stamp, key(record, span), span, wire)));
    }
    if (record instanceof StoredRecord.Event event) {
      return beside(
          record,
          event.event().getTraceId(),
          event.event().getSpanId(),
          event.event().getEventId());
    }
    if (record instanceof StoredRecord.Judgement judgement) {
      return beside(
          record,
          judgement.evaluation().getTraceId(),
          judgement.evaluation().getSpanId(),
          judgement.evaluation().getEvaluationId());
    }
    if (record instanceof StoredRecord.RoleChange change) {
      return new RoleChange(
          SpanKey.of(change.project(), change.traceId(), change.spanId()), change);
    }
    if (record instanceof StoredRecord.CostChange change) {
      return wrongCost(Span.newBuilder().setCost(change.cost()).build())
          .orElseGet(
              () ->
                  new CostChange(
                      SpanKey.of(change.project(), change.traceId(), change.spanId()), change));
    }
    return new Loose(record);
  }

  private static Candidate beside(StoredRecord record, String trace, String span, String id) {
    return wrongTraceId(trace)
        .or(() -> span.isEmpty() ? Optional.empty() : wrongSpanId("span_id", span))
        .orElseGet(
            () ->
                new Beside(
                    new SideKey(new TraceKey(record.project(), TraceId.parse(trace)), id), record));
  }

  private static SpanKey key(StoredRecord record, Span span) {
    return SpanKey.of(
        record.project(), TraceId.parse(span.getTraceId()), SpanId.parse(span.getSpanId()));
  }

  private static Optional<Candidate> wrongSpan(Span span) {
    return wrongSpanId("span_id", span.getSpanId())
        .or(
            () ->
                span.getParentSpanId().isEmpty()
                    ? Optional.empty()
                    : wrongSpanId("parent_span_id", span.getParentSpanId()))
        .or(() -> wrongTraceId(span.getTraceId()))
        .or(() -> wrongCost(span));
  }

  private static Optional<Candidate> wrongTraceId(String id) {
    return isCanonical(id, 32) && TraceId.tryParse(id).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Wrong(
                "trace_id: \""
                    + id
                    + "\" (expected: 32 lower-case hexadecimal digits, not all 0)"));
  }

  private static Optional<Candidate> wrongSpanId(String field, String id) {
    return isCanonical(id, 16) && SpanId.tryParse(id).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Wrong(
                field
                    + ": \""
                    + id
                    + "\" (expected: 16 lower-case hexadecimal digits, not all 0)"));
  }

  /** Whether a text that is read as an id is also what is made of it. */
  private static boolean isCanonical(String id, int length) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) >= 'A' && id.charAt(i) <= 'F') {
        return false;
      }
    }
    return id.length() == length;
  }

  private static Optional<Candidate> wrongCost(Span span) {
    return !SpanValues.hasCost(span) || Usd.tryParse(span.getCost().getTotalUsd()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Wrong(
                "cost.total_usd: \""
                    + span.getCost().getTotalUsd()
                    + "\" (expected: a decimal number below 10^12)"));
  }
}
