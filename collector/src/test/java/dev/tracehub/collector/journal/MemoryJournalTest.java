/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static dev.tracehub.collector.journal.JournalTesting.append;
import static dev.tracehub.collector.journal.JournalTesting.frames;
import static dev.tracehub.collector.journal.JournalTesting.payload;
import static dev.tracehub.collector.journal.JournalTesting.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryJournalTest {

  @Test
  void append_isReadBack() throws Exception {
    try (Journal journal = Journals.inMemory(1 << 20)) {
      long first = append(journal, payload(1, 100));
      long second = append(journal, payload(2, 100));
      assertThat(payloads(journal)).containsExactly(payload(1, 100), payload(2, 100));
      assertThat(frames(journal, first)).hasSize(1);
      assertThat(journal.durablePosition()).isEqualTo(second);
      assertThat(journal.stats().appendedFrames()).isEqualTo(2);
    }
  }

  @Test
  void append_beyondTheBound_isRefusedUntilFramesAreReleased() throws Exception {
    try (Journal journal = Journals.inMemory(1000)) {
      long first = append(journal, new byte[400]);
      append(journal, new byte[400]);
      assertThatThrownBy(() -> append(journal, new byte[400]))
          .hasCauseInstanceOf(JournalFullException.class)
          .hasMessageContaining("memory limit of 1000 bytes reached");
      assertThat(journal.stats().state()).isEqualTo(JournalStats.State.FULL);

      journal.release(first);

      assertThat(journal.stats().state()).isEqualTo(JournalStats.State.OPEN);
      assertThat(journal.firstPosition()).isEqualTo(first);
      append(journal, new byte[400]);
      assertThat(frames(journal, 0)).hasSize(2);
    }
  }

  @Test
  void reader_waitsForFramesAndPassesOverReleasedOnes() throws Exception {
    try (Journal journal = Journals.inMemory(1 << 20);
        JournalReader reader = journal.reader(0)) {
      CompletableFuture<Optional<Frame>> next = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  next.complete(reader.next(Duration.ofSeconds(30)));
                } catch (InterruptedException e) {
                  next.completeExceptionally(e);
                }
              });
      thread.start();
      append(journal, payload(1, 10));
      assertThat(next.join().orElseThrow().payload()).isEqualTo(payload(1, 10));
      thread.join();

      journal.release(append(journal, payload(2, 10)));
      append(journal, payload(3, 10));
      assertThat(reader.next(Duration.ZERO).orElseThrow().payload()).isEqualTo(payload(3, 10));
      assertThat(reader.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void append_afterClose_isRefused() {
    Journal journal = Journals.inMemory(1000);
    journal.close();
    assertThatThrownBy(() -> append(journal, new byte[1]))
        .hasCauseInstanceOf(JournalFailedException.class)
        .hasMessageContaining("journal is closed");
  }

  @Test
  void maxBytes_ofZero_isRefused() {
    assertThatThrownBy(() -> Journals.inMemory(0)).hasMessage("maxBytes: 0 (expected: > 0)");
  }
}
