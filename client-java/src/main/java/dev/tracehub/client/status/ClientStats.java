/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

import java.util.Map;

/**
 * The accounts of a client since it was built, in records: spans, and what belongs to them. While
 * nobody is recording {@link #balanced()} holds exactly; a snapshot taken beside a recording thread
 * may count that thread's record as recorded and nowhere else yet.
 *
 * @param recorded handed to the client
 * @param recovered taken over from the spool of a process that is gone, which had recorded them
 * @param delivered durable at the collector, including duplicates
 * @param duplicates of the delivered, those the collector had before: repeats after a broken call
 * @param rejected refused by the collector for good
 * @param dropped given up by the client, by reason; every reason is present
 * @param spooled waiting in the spool, on disk
 * @param pending waiting in memory
 * @param pendingBytes their size, as encoded where that is known, else estimated
 * @param breaker the circuit breaker
 * @param paused whether sending rests because the collector refuses the key
 * @param spool the spool's files
 * @param privacy what was held back at the source
 */
public record ClientStats(
    long recorded,
    long recovered,
    long delivered,
    long duplicates,
    long rejected,
    Map<DropReason, Long> dropped,
    long spooled,
    long pending,
    long pendingBytes,
    BreakerState breaker,
    boolean paused,
    SpoolStats spool,
    PrivacyStats privacy) {

  public ClientStats {
    dropped = Map.copyOf(dropped);
  }

  /** The accounts of what was not held back. */
  public ClientStats(
      long recorded,
      long recovered,
      long delivered,
      long duplicates,
      long rejected,
      Map<DropReason, Long> dropped,
      long spooled,
      long pending,
      long pendingBytes,
      BreakerState breaker,
      boolean paused,
      SpoolStats spool) {
    this(
        recorded,
        recovered,
        delivered,
        duplicates,
        rejected,
        dropped,
        spooled,
        pending,
        pendingBytes,
        breaker,
        paused,
        spool,
        PrivacyStats.NONE);
  }

  /** The same with what was held back, which counts as recorded too. */
  public ClientStats with(PrivacyStats held) {
    return new ClientStats(
        recorded + held.sampledOut() - privacy.sampledOut(),
        recovered,
        delivered,
        duplicates,
        rejected,
        dropped,
        spooled,
        pending,
        pendingBytes,
        breaker,
        paused,
        spool,
        held);
  }

  /** Spans of traces that sampling left out. */
  public long sampledOut() {
    return privacy.sampledOut();
  }

  /** How many records were dropped for a reason. */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /** How many records were dropped in all. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Whether recorded + recovered = delivered + rejected + dropped + sampled out + spooled +
   * pending.
   */
  public boolean balanced() {
    return recorded + recovered
        == delivered + rejected + droppedTotal() + sampledOut() + spooled + pending;
  }
}
