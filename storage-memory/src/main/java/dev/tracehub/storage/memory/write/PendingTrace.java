/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.Mark;
import dev.tracehub.storage.memory.table.Replacement;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a block adds to one trace. Knows the rows that the trace has already. Not thread-safe. */
final class PendingTrace {

  private final TraceId id;
  private final Map<Long, RowRef<Span>> heldFinished;
  private final Map<Long, RowRef<Span>> heldStarted;
  private final Map<Long, Span> finished = new LinkedHashMap<>();
  private final Map<Long, Span> started = new LinkedHashMap<>();
  private final Set<String> events = new HashSet<>();
  private final Set<String> evaluations = new HashSet<>();
  private final List<Mark<Span>> roles = new ArrayList<>();
  private final Map<Long, Span> changed = new LinkedHashMap<>();
  private long bytes;
  private long activity;

  PendingTrace(TraceId id, ProjectData data, boolean held) {
    this.id = id;
    this.heldFinished = held ? byId(data.spans(), id) : Map.of();
    this.heldStarted = held ? byId(data.started(), id) : Map.of();
  }

  TraceId id() {
    return id;
  }

  /** The finished span that is held or was added. */
  Optional<Span> finished(long spanId) {
    Span added = finished.get(spanId);
    return added != null
        ? Optional.of(added)
        : Optional.ofNullable(heldFinished.get(spanId)).map(RowRef::read);
  }

  boolean hasStarted(long spanId) {
    return started.containsKey(spanId) || heldStarted.containsKey(spanId);
  }

  void addFinished(long spanId, Span span) {
    finished.put(spanId, span);
  }

  void addStarted(long spanId, Span span) {
    started.put(spanId, span);
  }

  /** Whether the block had no event of this id before. */
  boolean addEvent(String eventId) {
    return events.add(eventId);
  }

  /** Whether the block had no judgement of this id before. */
  boolean addEvaluation(String evaluationId) {
    return evaluations.add(evaluationId);
  }

  void changeRole(long spanId, byte role) {
    Span added = finished.get(spanId);
    if (added != null) {
      finished.put(spanId, SpanSchema.FINISHED.marked(added, role));
      return;
    }
    RowRef<Span> held = heldFinished.get(spanId);
    if (held != null) {
      roles.add(new Mark<>(held, role));
    }
  }

  /** Changes the cost of a span that is held or was added. */
  void changeCost(long spanId, StoredRecord.CostChange change) {
    Span added = finished.get(spanId);
    if (added != null) {
      finished.put(spanId, change.applyTo(added));
      return;
    }
    RowRef<Span> held = heldFinished.get(spanId);
    if (held != null) {
      changed.put(spanId, change.applyTo(changed.getOrDefault(spanId, held.read())));
    }
  }

  /** Counts a record that was added. */
  void grow(MessageLite record, long time) {
    bytes += Footprint.of(record);
    activity = Math.max(activity, time);
  }

  long bytes() {
    return bytes;
  }

  long activity() {
    return activity;
  }

  Iterable<Span> finished() {
    return finished.values();
  }

  Iterable<Span> started() {
    return started.values();
  }

  List<Mark<Span>> roles() {
    return roles;
  }

  /** Held rows that have another content now. */
  List<Replacement<Span>> replacements() {
    List<Replacement<Span>> replacements = new ArrayList<>(changed.size());
    changed.forEach(
        (spanId, span) -> {
          RowRef<Span> held = heldFinished.get(spanId);
          if (held != null) {
            replacements.add(new Replacement<>(held, span));
          }
        });
    return replacements;
  }

  /** The rows of started spans, in a table that has this block's, whose finished span is held. */
  List<Mark<Span>> closings(Table<Span> startedRows) {
    if (finished.isEmpty() && started.isEmpty()) {
      return List.of();
    }
    List<Mark<Span>> closings = new ArrayList<>();
    byId(startedRows, id)
        .forEach(
            (spanId, ref) -> {
              if (ref.mark() == SpanSchema.OPEN
                  && (finished.containsKey(spanId) || heldFinished.containsKey(spanId))) {
                closings.add(new Mark<>(ref, SpanSchema.CLOSED));
              }
            });
    return closings;
  }

  private static Map<Long, RowRef<Span>> byId(Table<Span> table, TraceId trace) {
    Map<Long, RowRef<Span>> rows = new HashMap<>();
    for (RowRef<Span> ref : table.trace(trace.high(), trace.low())) {
      rows.put(ref.id(), ref);
    }
    return rows;
  }
}
