/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static dev.tracehub.collector.journal.JournalTesting.append;
import static dev.tracehub.collector.journal.JournalTesting.frames;
import static dev.tracehub.collector.journal.JournalTesting.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.journal.SimulatedDisk.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rolling, releasing, retention and the disk limit. Each segment holds four frames. */
@Timeout(60)
class JournalRetentionTest {

  private static final int SEGMENT = 16 << 10;
  private static final int FRAME = 4000;

  private final SimulatedDisk disk = new SimulatedDisk();

  private static JournalConfig.Builder config() {
    return JournalConfig.builder(Path.of("simulated")).segmentBytes(SEGMENT).minFreeBytes(0);
  }

  private static List<Long> fill(Journal journal, int frames) {
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      ends.add(append(journal, payload(i, FRAME)));
    }
    return ends;
  }

  @Test
  void roll_keepsPositionsGrowing() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().build())) {
      List<Long> ends = fill(journal, 18);
      assertThat(ends).isSorted().doesNotHaveDuplicates();
      await().until(() -> journal.stats().segments() == 6);
      assertThat(journal.stats().diskBytes()).isEqualTo(6L * SEGMENT);
      List<Frame> frames = frames(journal, journal.firstPosition());
      assertThat(frames).extracting(Frame::nextPosition).containsExactlyElementsOf(ends);
      for (int i = 0; i < ends.size(); i++) {
        assertThat(frames(journal, frames.get(i).position())).hasSize(18 - i);
      }
    }
  }

  @Test
  void release_deletesWholeSegmentsOnly() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().build())) {
      List<Long> ends = fill(journal, 18);
      journal.release(ends.get(3));
      journal.release(ends.get(9));
      await().until(() -> journal.firstPosition() >= 2 * SEGMENT);
      assertThat(frames(journal, 0)).extracting(Frame::nextPosition).first().isEqualTo(ends.get(8));
      assertThat(journal.stats().quarantinedFrames()).isZero();
      journal.release(Long.MAX_VALUE);
      await().until(() -> journal.firstPosition() >= 4 * SEGMENT);
      assertThat(frames(journal, 0)).hasSize(2);
    }
    try (Journal journal = FileJournal.open(disk, config().build())) {
      assertThat(frames(journal, 0)).hasSize(2);
      append(journal, payload(1, FRAME));
      assertThat(frames(journal, 0)).hasSize(3);
    }
  }

  @Test
  void retention_keepsTheNewestOfWhatWasReleased() throws Exception {
    JournalConfig config = config().retainBytes(2 * SEGMENT + 1).build();
    try (Journal journal = FileJournal.open(disk, config)) {
      fill(journal, 26);
      journal.release(journal.durablePosition());
      await().until(() -> journal.firstPosition() == 4L * SEGMENT + SegmentHeader.BYTES);
      assertThat(frames(journal, 0)).hasSize(10);
    }
  }

  @Test
  void release_ofNothing_deletesNothing() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().build())) {
      fill(journal, 9);
      disk.fault(
          (call, name) -> {
            if (call == Call.DELETE) {
              throw new IOException("nothing may be deleted");
            }
          });
      journal.release(0);
      journal.release(journal.firstPosition());
      fill(journal, 8);
      assertThat(frames(journal, 0)).hasSize(17);
    }
  }

  @Test
  void limit_refusesUntilSegmentsGo() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().maxBytes(3 * SEGMENT).build())) {
      List<Long> ends = fill(journal, 12);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> append(journal, payload(1, FRAME)))
            .hasCauseInstanceOf(JournalFullException.class)
            .hasMessageContaining("disk limit of 49152 bytes reached");
      }
      JournalStats full = journal.stats();
      assertThat(full.state()).isEqualTo(JournalStats.State.FULL);
      assertThat(full.reason()).isEqualTo("disk limit of 49152 bytes reached");
      assertThat(full.diskBytes()).isEqualTo(full.limitBytes());
      assertThat(full.queuedBytes()).isZero();

      journal.release(ends.get(4));
      await().until(() -> journal.stats().state() == JournalStats.State.OPEN);
      fill(journal, 4);
      assertThat(frames(journal, 0)).hasSize(12);
    }
  }

  @Test
  void limit_ofTwoSegments_neverBlocksForGood() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().maxBytes(2 * SEGMENT).build())) {
      long frames = 0;
      while (frames < 50) {
        try {
          append(journal, payload(1, FRAME));
          frames++;
        } catch (RuntimeException e) {
          assertThat(e).hasCauseInstanceOf(JournalFullException.class);
          journal.release(journal.durablePosition());
          await().until(() -> journal.stats().state() == JournalStats.State.OPEN);
        }
      }
    }
  }

  @Test
  void open_atTheLimit_isFullAndReadable() throws Exception {
    JournalConfig config = config().maxBytes(2 * SEGMENT).build();
    try (Journal journal = FileJournal.open(disk, config)) {
      fill(journal, 8);
    }
    try (Journal journal = FileJournal.open(disk, config)) {
      assertThatThrownBy(() -> append(journal, payload(1, FRAME)))
          .hasCauseInstanceOf(JournalFullException.class);
      assertThat(frames(journal, 0)).hasSize(8);
      journal.release(journal.durablePosition());
      await().until(() -> journal.stats().state() == JournalStats.State.OPEN);
      append(journal, payload(1, FRAME));
    }
  }

  @Test
  void segmentBytes_thatChange_applyToNewSegments() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().build())) {
      fill(journal, 6);
    }
    JournalConfig larger = config().segmentBytes(64 << 10).build();
    try (Journal journal = FileJournal.open(disk, larger)) {
      fill(journal, 6);
      append(journal, payload(1, 50_000));
      assertThat(frames(journal, 0)).hasSize(13);
    }
    try (Journal journal = FileJournal.open(disk, config().build())) {
      fill(journal, 6);
      assertThat(frames(journal, 0)).hasSize(19);
    }
  }

  @Test
  void reader_behindWhatIsDeleted_goesOnWithTheOldestFrame() throws Exception {
    try (Journal journal = FileJournal.open(disk, config().build())) {
      List<Long> ends = fill(journal, 18);
      try (JournalReader lagging = journal.reader(0)) {
        assertThat(lagging.next(Duration.ZERO)).isPresent();
        journal.release(ends.get(17));
        await().until(() -> journal.firstPosition() >= 4 * SEGMENT);
        List<Long> seen = new ArrayList<>();
        Optional<Frame> next = lagging.next(Duration.ZERO);
        while (next.isPresent()) {
          seen.add(next.get().nextPosition());
          next = lagging.next(Duration.ZERO);
        }
        // The segment that it had open stays readable.
        assertThat(seen).endsWith(ends.get(16), ends.get(17)).isSorted();
      }
      assertThat(journal.stats().quarantinedFrames()).isZero();
    }
  }
}
