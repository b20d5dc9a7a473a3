/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.TraceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Chooses what to evict: the traces with the oldest last activity that together take enough bytes.
 * Keeps only the chosen ones, so that a choice among millions takes one pass and little memory. Not
 * thread-safe.
 */
final class OldestTraces {

  private final long neededBytes;
  private final PriorityQueue<Victim> chosen =
      new PriorityQueue<>(Comparator.comparingLong(Victim::activity).reversed());
  private long chosenBytes;

  OldestTraces(long neededBytes) {
    this.neededBytes = neededBytes;
  }

  /**
   * Something that may go.
   *
   * @param project whose
   * @param trace the trace; empty: the measurements and changes of jobs up to {@code activity}
   * @param activity when it was last active
   * @param bytes about how much it takes
   */
  record Victim(Project project, Optional<TraceId> trace, long activity, long bytes) {}

  /** Offers all of a project. */
  void offer(Project project) {
    project
        .traces()
        .forEach(
            (high, low, activity, bytes) -> {
              if (isWanted(activity)) {
                add(new Victim(project, Optional.of(new TraceId(high, low)), activity, bytes));
              }
            });
    LooseRecords.chunks(project.working())
        .forEach(
            chunk -> {
              long last = chunk.time(chunk.rows() - 1);
              if (isWanted(last)) {
                add(new Victim(project, Optional.empty(), last, chunk.heapBytes()));
              }
            });
  }

  Collection<Victim> chosen() {
    return chosen;
  }

  private boolean isWanted(long activity) {
    Victim newest = chosen.peek();
    return newest == null || chosenBytes < neededBytes || activity < newest.activity();
  }

  private void add(Victim victim) {
    chosen.add(victim);
    chosenBytes += victim.bytes();
    Victim newest = chosen.peek();
    while (newest != null && chosenBytes - newest.bytes() >= neededBytes) {
      chosen.remove();
      chosenBytes -= newest.bytes();
      newest = chosen.peek();
    }
  }
}
