/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What was sent to a journal and what of it was acknowledged; checks what comes back. */
final class Ledger {

  private final Set<Long> issued = new HashSet<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private long next = 1;

  /** Small segments, so that a short run fills several. */
  static JournalConfig config(SyncMode sync) {
    return JournalConfig.builder(Path.of("simulated"))
        .segmentBytes(16 << 10)
        .maxBytes(1 << 20)
        .minFreeBytes(0)
        .sync(sync)
        .build();
  }

  /** Appends frames at once, then waits for all; those that fail are not acknowledged. */
  void appendGroup(Journal journal, int frames, int bytes) {
    List<Long> ids = new ArrayList<>();
    List<CompletionStage<Long>> stages = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      long id = next++;
      ids.add(id);
      issued.add(id);
      stages.add(journal.append(FrameType.TRACE_BATCH, "p" + id % 3, id, payload(id, bytes)));
    }
    for (int i = 0; i < frames; i++) {
      long id = ids.get(i);
      stages
          .get(i)
          .toCompletableFuture()
          .handle((end, failure) -> failure == null && acknowledged.add(id))
          .join();
    }
  }

  /** Releases all that is durable, so that what lies in older segments is no more expected. */
  void release(Journal journal) throws InterruptedException {
    long durable = journal.durablePosition();
    for (Frame frame : JournalTesting.frames(journal, journal.firstPosition())) {
      acknowledged.remove(id(frame));
    }
    journal.release(durable);
  }

  /** Opens what is left of the journal and compares; then appends, and opens again. */
  void check(SimulatedDisk disk, String description) throws Exception {
    Set<Long> found = new HashSet<>();
    try (Journal journal = FileJournal.open(disk, config(SyncMode.ALWAYS))) {
      for (Frame frame : JournalTesting.frames(journal, journal.firstPosition())) {
        assertThat(issued).as(description).contains(id(frame));
        assertThat(found.add(id(frame))).as("%s: frame %s twice", description, id(frame)).isTrue();
        assertThat(frame.payload()).isEqualTo(payload(id(frame), frame.payload().length));
      }
      assertThat(found).as(description).containsAll(acknowledged);
      JournalTesting.append(journal, payload(-1, 99));
    }
    try (Journal journal = FileJournal.open(disk, config(SyncMode.ALWAYS))) {
      List<Long> again =
          JournalTesting.frames(journal, journal.firstPosition()).stream().map(Ledger::id).toList();
      assertThat(again).as(description).hasSize(found.size() + 1).containsAll(found).endsWith(-1L);
    }
  }

  private static byte[] payload(long id, int bytes) {
    byte[] payload = new byte[Math.max(bytes, Long.BYTES)];
    new Random(id).nextBytes(payload);
    ByteBuffer.wrap(payload).putLong(id);
    return payload;
  }

  private static long id(Frame frame) {
    return ByteBuffer.wrap(frame.payload()).getLong();
  }
}
