/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static dev.tracehub.collector.journal.JournalTesting.append;
import static dev.tracehub.collector.journal.JournalTesting.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a writer, on a real file system. */
@Timeout(60)
class JournalReaderTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Journal journal;
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @BeforeEach
  void open() throws Exception {
    journal =
        Journals.open(JournalConfig.builder(folder).segmentBytes(64 << 10).minFreeBytes(0).build());
  }

  @AfterEach
  void close() {
    journal.close();
    pool.shutdownNow();
  }

  @Test
  void readers_thatTail_seeAllFramesInOrder() throws Exception {
    int count = 3000;
    List<Future<List<Long>>> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      seen.add(pool.submit(reading(count)));
    }
    for (int i = 0; i < count; i++) {
      journal.append(FrameType.TRACE_BATCH, "p", i, payload(i, 1 + i % 997));
    }
    for (Future<List<Long>> one : seen) {
      assertThat(one.get()).hasSize(count).isSorted().doesNotHaveDuplicates();
    }
  }

  private Callable<List<Long>> reading(int count) {
    return () -> {
      List<Long> received = new ArrayList<>();
      try (JournalReader reader = journal.reader(0)) {
        while (received.size() < count) {
          Frame frame = reader.next(LONG).orElseThrow();
          assertThat(frame.payload())
              .isEqualTo(payload(frame.receivedNanos(), frame.payload().length));
          received.add(frame.receivedNanos());
        }
      }
      return received;
    };
  }

  @Test
  void next_atTheEnd_waitsForTheNextFrame() throws Exception {
    long end = append(journal, payload(1, 10));
    try (JournalReader reader = journal.reader(end)) {
      assertThat(reader.next(Duration.ZERO)).isEmpty();
      assertThat(reader.next(Duration.ofMillis(20))).isEmpty();
      Future<Optional<Frame>> next = pool.submit(() -> reader.next(LONG));
      append(journal, payload(2, 10));
      assertThat(next.get().orElseThrow().payload()).isEqualTo(payload(2, 10));
    }
  }

  @Test
  void next_fromBeyondTheEnd_readsWhatComes() throws Exception {
    append(journal, payload(1, 10));
    try (JournalReader reader = journal.reader(Long.MAX_VALUE)) {
      assertThat(reader.position()).isEqualTo(journal.durablePosition());
      append(journal, payload(2, 10));
      assertThat(reader.next(LONG).orElseThrow().payload()).isEqualTo(payload(2, 10));
    }
  }

  @Test
  void next_fromTheMiddleOfAFrame_goesOnWithTheNextFrame() throws Exception {
    append(journal, payload(1, 1000));
    append(journal, payload(2, 1000));
    try (JournalReader reader = journal.reader(journal.firstPosition() + 16)) {
      assertThat(reader.next(Duration.ZERO).orElseThrow().payload()).isEqualTo(payload(2, 1000));
    }
  }

  @Test
  void interrupt_ofTheReadingThread_harmsNeitherReaderNorWriter() throws Exception {
    int count = 300;
    AtomicBoolean done = new AtomicBoolean();
    Thread[] readingThread = new Thread[1];
    Future<List<Long>> seen =
        pool.submit(
            () -> {
              readingThread[0] = Thread.currentThread();
              return readThroughInterrupts(count);
            });
    Future<?> interrupting =
        pool.submit(
            () -> {
              while (!done.get()) {
                if (readingThread[0] != null) {
                  readingThread[0].interrupt();
                }
                Thread.yield();
              }
            });
    for (int i = 0; i < count; i++) {
      journal.append(FrameType.TRACE_BATCH, "p", i, payload(i, 2000)).toCompletableFuture().join();
    }
    assertThat(seen.get()).hasSize(count).isSorted().doesNotHaveDuplicates();
    done.set(true);
    interrupting.get();
    assertThat(journal.stats().state()).isEqualTo(JournalStats.State.OPEN);
    assertThat(journal.stats().quarantinedFrames()).isZero();
  }

  private List<Long> readThroughInterrupts(int count) {
    List<Long> received = new ArrayList<>();
    try (JournalReader reader = journal.reader(0)) {
      while (received.size() < count) {
        try {
          reader.next(LONG).ifPresent(frame -> received.add(frame.receivedNanos()));
        } catch (InterruptedException e) {
          continue; // That is what the test is about.
        }
      }
    }
    return received;
  }

  @Test
  void next_whenInterruptedWhileItWaits_says() throws Exception {
    long end = append(journal, payload(1, 10));
    try (JournalReader reader = journal.reader(end)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> reader.next(LONG)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
