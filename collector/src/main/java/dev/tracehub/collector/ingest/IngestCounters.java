/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts records since the start. Thread-safe. received = accepted + duplicate + rejected + refused
 * holds in every reading, because each record is counted once, when its fate is known.
 */
public final class IngestCounters {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder duplicate = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder invalidCalls = new LongAdder();

  void settled(Outcome outcome) {
    accepted.add(outcome.accepted());
    duplicate.add(outcome.duplicates());
    rejected.add(outcome.rejected());
  }

  void refused(long records) {
    refused.add(records);
  }

  void invalidCall() {
    invalidCalls.increment();
  }

  /** Calls whose bytes were no message or one over a limit; their records are not counted. */
  public long invalidCalls() {
    return invalidCalls.sum();
  }

  /** The counters as AdminService answers them; what the store holds is for others to add. */
  public dev.tracehub.v1.IngestCounters toProto() {
    long nowAccepted = accepted.sum();
    long nowDuplicate = duplicate.sum();
    long nowRejected = rejected.sum();
    long nowRefused = refused.sum();
    return dev.tracehub.v1.IngestCounters.newBuilder()
        .setReceived(nowAccepted + nowDuplicate + nowRejected + nowRefused)
        .setAccepted(nowAccepted)
        .setDuplicate(nowDuplicate)
        .setRejected(nowRejected)
        .setRefused(nowRefused)
        .build();
  }
}
