/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static dev.tracehub.collector.journal.JournalTesting.append;
import static dev.tracehub.collector.journal.JournalTesting.payload;
import static dev.tracehub.collector.journal.JournalTesting.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a real file system. */
class FileJournalTest {

  @TempDir Path folder;

  private JournalConfig config() {
    return JournalConfig.builder(folder).segmentBytes(64 << 10).maxBytes(64 << 20).build();
  }

  @Test
  void append_isReadBack() throws Exception {
    byte[] bytes = payload(7, 3000);
    try (Journal journal = Journals.open(config())) {
      long end =
          journal
              .append(FrameType.OTLP_TRACES, "프로젝트", 1_795_000_000_000_000_001L, bytes)
              .toCompletableFuture()
              .join();

      try (JournalReader reader = journal.reader(journal.firstPosition())) {
        Frame frame = reader.next(Duration.ofSeconds(5)).orElseThrow();
        assertThat(frame.type()).isEqualTo(FrameType.OTLP_TRACES);
        assertThat(frame.project()).isEqualTo("프로젝트");
        assertThat(frame.receivedNanos()).isEqualTo(1_795_000_000_000_000_001L);
        assertThat(frame.payload()).isEqualTo(bytes);
        assertThat(frame.position()).isEqualTo(journal.firstPosition());
        assertThat(frame.nextPosition()).isEqualTo(end).isEqualTo(reader.position());
        assertThat(reader.next(Duration.ZERO)).isEmpty();
      }
    }
  }

  @Test
  void retention_isReadBackAfterARestart() throws Exception {
    try (Journal journal = Journals.open(config())) {
      for (Retention retention : Retention.values()) {
        journal
            .append(FrameType.TRACE_BATCH, "p", retention, 1, payload(1, 10))
            .toCompletableFuture()
            .join();
      }
    }
    try (Journal journal = Journals.open(config());
        JournalReader reader = journal.reader(journal.firstPosition())) {
      for (Retention retention : Retention.values()) {
        Frame frame = reader.next(Duration.ofSeconds(5)).orElseThrow();
        assertThat(frame.retention()).isEqualTo(retention);
        assertThat(frame.project()).isEqualTo("p");
      }
    }
  }

  @Test
  void open_afterClose_goesOnInTheSameSegment() throws Exception {
    String id;
    long end;
    try (Journal journal = Journals.open(config())) {
      id = journal.id();
      end = append(journal, payload(1, 100));
    }
    try (Journal journal = Journals.open(config())) {
      assertThat(journal.id()).isEqualTo(id);
      assertThat(journal.durablePosition()).isEqualTo(end);
      append(journal, payload(2, 200));
      assertThat(payloads(journal)).containsExactly(payload(1, 100), payload(2, 200));
      assertThat(journal.stats().tornFrames()).isZero();
      assertThat(journal.firstPosition()).isEqualTo(SegmentHeader.BYTES);
    }
  }

  @Test
  void open_manyTimes_keepsAllFramesInOrder() throws Exception {
    List<byte[]> expected = new ArrayList<>();
    for (int opening = 0; opening < 40; opening++) {
      try (Journal journal = Journals.open(config())) {
        assertThat(payloads(journal)).containsExactlyElementsOf(expected);
        for (int i = 0; i < 3; i++) {
          byte[] bytes = payload(opening * 3 + i, 1 + 517 * i);
          append(journal, bytes);
          expected.add(bytes);
        }
      }
    }
  }

  @Test
  void append_ofEachSizeUpToTheSegment_isReadBack() throws Exception {
    int largest = (64 << 10) - SegmentHeader.BYTES - FrameHeader.BYTES - 1;
    List<byte[]> expected = new ArrayList<>();
    try (Journal journal = Journals.open(config())) {
      for (int size : new int[] {0, 1, 7, 8, 9, 4095, 4096, 40_000, largest, 3, largest}) {
        byte[] bytes = payload(size, size);
        append(journal, bytes);
        expected.add(bytes);
      }
      assertThat(payloads(journal)).containsExactlyElementsOf(expected);
      assertThatThrownBy(() -> append(journal, new byte[largest + 1]))
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: <= 65472");
    }
  }

  @Test
  void append_largerThanTheStage_isReadBack() throws Exception {
    JournalConfig large = JournalConfig.builder(folder).segmentBytes(16 << 20).build();
    byte[] bytes = payload(5, 5 << 20);
    try (Journal journal = Journals.open(large)) {
      append(journal, payload(1, 10));
      append(journal, bytes);
      append(journal, payload(2, 10));
      assertThat(payloads(journal)).containsExactly(payload(1, 10), bytes, payload(2, 10));
    }
  }

  @Test
  void append_fromManyThreads_losesNoneAndKeepsEachThreadsOrder() throws Exception {
    int threads = 8;
    int each = 400;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Journal journal = Journals.open(config())) {
      List<Future<List<Long>>> ends = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int name = thread;
        ends.add(pool.submit(() -> appendAll(journal, "p" + name, each)));
      }
      for (Future<List<Long>> one : ends) {
        assertThat(one.get()).isSorted().doesNotHaveDuplicates();
      }
      var byProject = new ConcurrentHashMap<String, List<Long>>();
      for (Frame frame : JournalTesting.frames(journal, journal.firstPosition())) {
        byProject
            .computeIfAbsent(frame.project(), key -> new ArrayList<>())
            .add(frame.receivedNanos());
      }
      assertThat(byProject).hasSize(threads);
      byProject.values().forEach(order -> assertThat(order).hasSize(each).isSorted());
      assertThat(journal.stats().groups()).isLessThan((long) threads * each);
      assertThat(journal.stats().appendedFrames()).isEqualTo((long) threads * each);
    } finally {
      pool.shutdown();
    }
  }

  private static List<Long> appendAll(Journal journal, String project, int count) {
    List<CompletionStage<Long>> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stages.add(journal.append(FrameType.TRACE_BATCH, project, i, payload(i, 200)));
    }
    return stages.stream().map(stage -> stage.toCompletableFuture().join()).toList();
  }

  @Test
  void open_ofAFolderInUse_namesTheProcess() throws Exception {
    try (Journal journal = Journals.open(config())) {
      assertThatThrownBy(() -> Journals.open(config()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
      append(journal, new byte[1]);
    }
    Journals.open(config()).close();
  }

  @Test
  void append_afterClose_isRefused() throws Exception {
    Journal journal = Journals.open(config());
    journal.close();
    journal.close();
    assertThatThrownBy(() -> append(journal, new byte[1]))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("journal is closed");
  }

  @Test
  void open_leavesOneIdentityAndNoUnfinishedFiles() throws Exception {
    Files.createDirectories(folder);
    Files.write(folder.resolve("0000000000000000000.journal.tmp"), new byte[100]);
    try (Journal journal = Journals.open(config())) {
      append(journal, new byte[1]);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("journal.id", "session", "lock", "0000000000000000000.journal")
          .noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  @Test
  void open_withoutTheIdentityFile_takesItFromASegment() throws Exception {
    String id;
    try (Journal journal = Journals.open(config())) {
      id = journal.id();
      append(journal, payload(1, 50));
    }
    Files.write(folder.resolve("journal.id"), new byte[] {1, 2, 3});
    try (Journal journal = Journals.open(config())) {
      assertThat(journal.id()).isEqualTo(id);
      assertThat(payloads(journal)).containsExactly(payload(1, 50));
    }
  }

  @Test
  void open_withADamagedSegmentHeader_readsTheFrames() throws Exception {
    try (Journal journal = Journals.open(config())) {
      append(journal, payload(1, 50));
    }
    Path segment = folder.resolve("0000000000000000000.journal");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[20] ^= 4;
    Files.write(segment, bytes);
    try (Journal journal = Journals.open(config())) {
      assertThat(payloads(journal)).containsExactly(payload(1, 50));
      append(journal, payload(2, 50));
      assertThat(payloads(journal)).containsExactly(payload(1, 50), payload(2, 50));
    }
  }

  @Test
  void syncModes_allKeepFramesOverAClose() throws Exception {
    for (SyncMode mode : SyncMode.values()) {
      Path own = folder.resolve(mode.name());
      JournalConfig config =
          JournalConfig.builder(own)
              .segmentBytes(64 << 10)
              .sync(mode)
              .syncInterval(Duration.ofMillis(5))
              .build();
      try (Journal journal = Journals.open(config)) {
        append(journal, payload(1, 50));
      }
      try (Journal journal = Journals.open(config)) {
        assertThat(payloads(journal)).containsExactly(payload(1, 50));
      }
    }
  }
}
