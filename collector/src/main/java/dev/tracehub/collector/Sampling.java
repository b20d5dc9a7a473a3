/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.auth.ProjectRegistry;
import dev.tracehub.collector.drain.FrameDecoder;
import dev.tracehub.collector.drain.SampledDecoder;
import dev.tracehub.collector.flow.Periodic;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.sampling.ProjectSampling;
import dev.tracehub.collector.sampling.SamplingStats;
import dev.tracehub.collector.sampling.TailSampler;
import java.time.Clock;
import java.time.Duration;

/**
 * Tail sampling between the journal and the store.
 *
 * @param projects have the rules
 * @param stats what came of them
 * @param heldBytes the most of the journal that is held
 * @param clock the time of day
 */
record Sampling(ProjectRegistry projects, SamplingStats stats, long heldBytes, Clock clock) {

  private static final Duration TICK = Duration.ofSeconds(1);

  Sampling(ProjectRegistry projects, long heldBytes, Clock clock) {
    this(projects, new SamplingStats(), heldBytes, clock);
  }

  /** Samples what a decoder that has seen nothing yet answers. */
  FrameDecoder over(FrameDecoder decoder) {
    return new SampledDecoder(
        decoder, new TailSampler(new ProjectSampling(projects::sampling, clock), stats, heldBytes));
  }

  /** Tells a journal the time while traces are held and nothing comes in. */
  Periodic ticks(Journal journal) {
    return Periodic.every(TICK, "tracehub-sampling", new Ticks(journal)::run);
  }

  private final class Ticks {

    private final Journal journal;
    private long position = -1;

    Ticks(Journal journal) {
      this.journal = journal;
    }

    void run() {
      if (stats.held() > 0 && journal.durablePosition() == position) {
        journal
            .append(FrameType.TICK, "", clock.millis() * 1_000_000, new byte[0])
            .toCompletableFuture()
            .join();
      }
      position = journal.durablePosition();
    }
  }
}
