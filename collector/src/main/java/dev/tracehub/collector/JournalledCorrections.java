/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.costs.CorrectionLog;
import dev.tracehub.collector.drain.Drain;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.v1.CostCorrections;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** Corrections of costs go the way of all records: into the journal, and with the drain on. */
record JournalledCorrections(Journal journal, Drain drain, Clock clock) implements CorrectionLog {

  @Override
  public String id() {
    return journal.id();
  }

  @Override
  public CompletionStage<Void> caughtUp() {
    return drain.stored(journal.durablePosition());
  }

  @Override
  public CompletionStage<Void> append(String project, CostCorrections corrections) {
    return journal
        .append(
            FrameType.COST_CORRECTIONS,
            project,
            clock.millis() * 1_000_000,
            corrections.toByteArray())
        .thenCompose(drain::stored);
  }
}
