/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.SpoolStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The accounts. Every record enters once, by {@link #enter}, and leaves once: refused at the door,
 * or delivered, rejected or dropped by the worker, which frees its reservation in the same breath.
 * On its way it may move to the spool, where it has no reservation. What other processes left in
 * the spool enters by {@link #recover}.
 *
 * <p>Producers enter and are refused without a lock. The worker's postings and {@link #stats} share
 * one, so that a snapshot never sees a record neither pending nor settled.
 */
final class Ledger {

  private final Budget budget;
  private final LongAdder recorded = new LongAdder();
  private final DropCounts dropped = new DropCounts();
  private final Object lock = new Object();

  /** Guarded by lock. */
  private long delivered;

  /** Guarded by lock. */
  private long duplicates;

  /** Guarded by lock. */
  private long rejected;

  /** Guarded by lock. */
  private long recovered;

  /** Guarded by lock. */
  private long spooled;

  /** Worker's thread only. */
  private final List<FlushTicket> watchers = new ArrayList<>();

  Ledger(Budget budget) {
    this.budget = budget;
  }

  /** A record was handed over. Any thread. */
  void enter() {
    recorded.increment();
  }

  /** The record just entered is dropped and has reserved nothing. Any thread. */
  void refuse(DropReason reason) {
    dropped.add(reason, 1);
  }

  /**
   * A record that is in no batch is dropped.
   *
   * @param place of the batch that it would have been in: a flush before that does not cover it
   */
  void drop(long place, long reservedBytes, DropReason reason) {
    synchronized (lock) {
      dropped.add(reason, 1);
      budget.release(1, reservedBytes);
    }
    watchers.forEach(ticket -> ticket.dropped(place, 1));
  }

  /** All records of a batch are dropped. */
  void drop(Batch batch, DropReason reason) {
    synchronized (lock) {
      dropped.add(reason, batch.records());
      leave(batch);
    }
    watchers.forEach(ticket -> ticket.dropped(batch.origin().ordinal(), batch.records()));
    unspool(batch);
  }

  /** A batch moved from memory to the spool. */
  void spool(Batch batch) {
    synchronized (lock) {
      spooled += batch.records();
      budget.release(batch.records(), batch.bytes());
    }
    watchers.forEach(ticket -> ticket.spooled(batch.origin().ordinal(), batch.records()));
  }

  /** Records of an earlier process were found in the spool. */
  void recover(long records) {
    synchronized (lock) {
      recovered += records;
      spooled += records;
    }
  }

  private void leave(Batch batch) {
    if (batch.isStored()) {
      spooled -= batch.records();
    } else {
      budget.release(batch.records(), batch.bytes());
    }
  }

  private void unspool(Batch batch) {
    if (batch.isStored()) {
      watchers.forEach(ticket -> ticket.spooled(batch.origin().ordinal(), -batch.records()));
    }
  }

  /** The collector has decided about a batch: what it did not reject is durable. */
  void settle(Batch batch, long duplicateRecords, long rejectedRecords) {
    long durable = batch.records() - rejectedRecords;
    synchronized (lock) {
      delivered += durable;
      duplicates += duplicateRecords;
      rejected += rejectedRecords;
      leave(batch);
    }
    watchers.forEach(ticket -> ticket.settled(batch.origin().ordinal(), durable, rejectedRecords));
    unspool(batch);
  }

  void watch(FlushTicket ticket) {
    watchers.add(ticket);
  }

  void unwatch(FlushTicket ticket) {
    watchers.remove(ticket);
  }

  DropCounts dropped() {
    return dropped;
  }

  long pending() {
    return budget.records();
  }

  long spooled() {
    synchronized (lock) {
      return spooled;
    }
  }

  ClientStats stats(BreakerState breaker, boolean paused, SpoolStats spool) {
    synchronized (lock) {
      Map<DropReason, Long> losses = dropped.toMap();
      long pending = budget.records();
      long pendingBytes = budget.bytes();
      // Read last: what is settled or pending above has entered before.
      long entered = recorded.sum();
      return new ClientStats(
          entered,
          recovered,
          delivered,
          duplicates,
          rejected,
          losses,
          spooled,
          pending,
          pendingBytes,
          breaker,
          paused,
          spool);
    }
  }
}
