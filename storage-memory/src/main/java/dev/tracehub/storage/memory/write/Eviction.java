/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.column.TraceIndex;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.Schema;
import dev.tracehub.storage.memory.table.Table;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** What goes from one project. Not thread-safe. */
final class Eviction {

  private static final long NOTHING = -1;
  private static final BitSet NO_ROWS = new BitSet();

  private final Project project;
  private final Set<TraceId> traces = new HashSet<>();
  private long newestActivity = NOTHING;
  private long looseUpTo = NOTHING;

  Eviction(Project project) {
    this.project = project;
  }

  void add(OldestTraces.Victim victim) {
    if (victim.trace().isPresent()) {
      traces.add(victim.trace().get());
      newestActivity = Math.max(newestActivity, victim.activity());
    } else {
      looseUpTo = Math.max(looseUpTo, victim.activity());
    }
  }

  /** Removes it and returns how many traces went. */
  int apply() {
    ProjectData data = project.working();
    project.change(
        new ProjectData(
            withoutTraces(data.spans()),
            withoutTraces(data.started()),
            withoutTraces(data.events()),
            withoutTraces(data.evaluations()),
            data.metrics().without(chunk -> LooseRecords.upTo(chunk, looseUpTo)),
            data.jobs().without(chunk -> LooseRecords.upTo(chunk, looseUpTo))));
    traces.forEach(trace -> project.traces().remove(trace.high(), trace.low()));
    return traces.size();
  }

  private <R extends MessageLite> Table<R> withoutTraces(Table<R> table) {
    return traces.isEmpty() ? table : table.without(this::rowsThatGo);
  }

  private BitSet rowsThatGo(Chunk<?> chunk) {
    // No row of a trace is later than its last activity.
    if (chunk.time(0) > newestActivity) {
      return NO_ROWS;
    }
    BitSet rows = new BitSet();
    TraceIndex index = chunk.traces();
    for (int slot = 0; slot < index.slots(); slot++) {
      int row = index.head(slot);
      if (row >= 0 && traces.contains(traceOf(chunk, row))) {
        for (; row >= 0; row = index.next(row)) {
          rows.set(row);
        }
      }
    }
    return rows;
  }

  private static TraceId traceOf(Chunk<?> chunk, int row) {
    return new TraceId(
        chunk.number(Schema.TRACE_HIGH).get(row), chunk.number(Schema.TRACE_LOW).get(row));
  }
}
