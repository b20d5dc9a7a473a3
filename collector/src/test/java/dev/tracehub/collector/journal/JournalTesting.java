/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What the tests of journals share. */
final class JournalTesting {

  private JournalTesting() {}

  /** Bytes that follow from the seed. */
  static byte[] payload(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Appends a frame of project {@code p} and waits until it is acknowledged. */
  static long append(Journal journal, byte[] payload) {
    return journal.append(FrameType.TRACE_BATCH, "p", 1, payload).toCompletableFuture().join();
  }

  /** The frames from a position on that are durable now. */
  static List<Frame> frames(Journal journal, long position) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    try (JournalReader reader = journal.reader(position)) {
      Optional<Frame> next = reader.next(Duration.ZERO);
      while (next.isPresent()) {
        frames.add(next.get());
        next = reader.next(Duration.ZERO);
      }
    }
    return frames;
  }

  /** The payloads of all frames that are durable now. */
  static List<byte[]> payloads(Journal journal) throws InterruptedException {
    return frames(journal, journal.firstPosition()).stream().map(Frame::payload).toList();
  }
}
