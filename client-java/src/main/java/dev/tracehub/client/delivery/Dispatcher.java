/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.SpoolStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The worker's work, one step at a time, without a thread and without a wait: take records in, seal
 * batches, make a call, answer flushes. All of it on one thread, but for {@link #request} and
 * {@link #abandon}.
 */
final class Dispatcher {

  /** What has waited so long in memory is safer in the spool, whatever the collector is doing. */
  static final long SPILL_AGE = TimeUnit.SECONDS.toNanos(5);

  private final DeliverySettings settings;
  private final Clock clock;
  private final RecordQueue queue;
  private final Ledger ledger;
  private final Batcher batcher;
  private final Budget budget;
  private final Overflow overflow;
  private final Outbox outbox;
  private final BatchSender sender;
  private final LossReporter losses;
  private final Queue<FlushTicket> requests = new ConcurrentLinkedQueue<>();
  private final List<FlushTicket> tickets = new ArrayList<>();
  private boolean closing;
  private volatile boolean abandoned;
  private volatile boolean finished;

  Dispatcher(
      DeliveryRuntime runtime,
      DeliverySettings settings,
      SenderIdentity identity,
      RecordQueue queue,
      Accounts accounts) {
    this.settings = settings;
    this.clock = runtime.clock();
    this.queue = queue;
    this.ledger = accounts.ledger();
    this.budget = accounts.budget();
    int run = (int) runtime.random().getAsLong();
    this.batcher = new Batcher(identity, settings, budget, ledger, run);
    this.overflow = new Overflow(runtime, batcher, ledger);
    this.outbox = new Outbox(overflow, settings.maxPendingRecords());
    this.sender = new BatchSender(runtime, settings, outbox, batcher, ledger);
    this.losses = new LossReporter(ledger.dropped(), new SafeListener(runtime.listener()));
  }

  /** The bound of memory and the books, which are shared with the producers. */
  record Accounts(Budget budget, Ledger ledger) {}

  /** Any thread: wants to know when everything recorded so far is settled. */
  void request(FlushTicket ticket) {
    requests.add(ticket);
    if (finished) {
      ticket.finish(true);
    }
  }

  /** Any thread: the time for closing is over. */
  void abandon() {
    abandoned = true;
  }

  /** Does what is due, and answers the nanoseconds until more is. Makes at most one call. */
  long step() {
    long now = clock.nanoTime();
    if (!abandoned) {
      // First, so that the first flush covers what an earlier process left.
      overflow.tend();
    }
    acceptRequests(now);
    drain(now);
    batcher.sealDue(now, outbox);
    expire(now);
    if (!abandoned) {
      relieve();
      sender.attempt();
      // The call may have been the one that opens the breaker.
      relieve();
    }
    finishSettled();
    losses.report(clock.nanoTime());
    if (abandoned || (closing && isDone())) {
      end();
    }
    return waitNanos(clock.nanoTime());
  }

  private void drain(long now) {
    for (Recorded recorded : queue.takeAll()) {
      batcher.add(recorded, now, outbox);
    }
  }

  private void acceptRequests(long now) {
    for (FlushTicket ticket = requests.poll(); ticket != null; ticket = requests.poll()) {
      List<Recorded> recorded = queue.takeAll();
      long inMemory = outbox.records() + batcher.openRecords() + recorded.size();
      ticket.begin(inMemory, ledger.spooled());
      ledger.watch(ticket);
      tickets.add(ticket);
      recorded.forEach(each -> batcher.add(each, now, outbox));
      batcher.sealAll(now, outbox);
      ticket.coversUpTo(batcher.lastOrdinal());
      closing |= ticket.isClosing();
    }
  }

  private void expire(long now) {
    long age = settings.maxRetryAge().toNanos();
    for (Batch batch : outbox.removeSealedUpTo(now - age)) {
      if (!overflow.take(batch)) {
        batcher.drop(batch, DropReason.RETRY_EXHAUSTED);
      }
    }
  }

  /** What is not going anywhere soon, or takes the room of what is to come, goes to the spool. */
  private void relieve() {
    boolean waitsLong = outbox.age(clock.nanoTime()) >= SPILL_AGE;
    if (sender.isAway() || budget.isHalfFull() || waitsLong) {
      outbox.spill();
    }
  }

  private boolean isDone() {
    boolean sent = sender.isAway() ? outbox.isIdle() : outbox.isEmpty();
    return sent && batcher.openRecords() == 0;
  }

  private void finishSettled() {
    boolean away = sender.isAway();
    tickets.removeIf(
        ticket -> {
          // A closing ticket is finished by the end, after the last losses have been told.
          boolean done = ticket.isSettled(away) && !ticket.isClosing();
          if (done) {
            boolean safe = !ticket.hasSpooled() || overflow.sync();
            ledger.unwatch(ticket);
            ticket.finish(safe);
          }
          return done;
        });
  }

  /** Spools or drops what is left and refuses what comes later. Nothing is to do after it. */
  private void end() {
    long now = clock.nanoTime();
    acceptRequests(now);
    boolean away = sender.isAway();
    List<FlushTicket> settled = tickets.stream().filter(each -> each.isSettled(away)).toList();
    List<Recorded> rest = queue.closeAndTakeAll();
    if (overflow.isUsable()) {
      rest.forEach(recorded -> batcher.add(recorded, now, outbox));
      batcher.sealAll(now, outbox);
      outbox.spill();
    } else {
      rest.forEach(recorded -> ledger.drop(0, recorded.estimatedBytes(), DropReason.CLOSED));
      batcher.dropOpen(now, DropReason.CLOSED);
    }
    outbox.removeAll().forEach(batch -> batcher.drop(batch, DropReason.CLOSED));
    overflow.close();
    settled.forEach(ticket -> ticket.finish(true));
    losses.reportLast();
    finished = true;
    tickets.forEach(ticket -> ticket.finish(false));
    for (FlushTicket late = requests.poll(); late != null; late = requests.poll()) {
      late.finish(true);
    }
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether something was asked that {@link #step} has not seen. */
  boolean hasNews() {
    return abandoned || !requests.isEmpty() || !queue.isEmpty();
  }

  /** The depth of the queue at which the next step is worth taking before its time. */
  int wakeDepth() {
    boolean idle = outbox.isIdle() && batcher.openRecords() == 0;
    return idle ? Signal.IDLE : Math.max(1, settings.maxBatchRecords() - batcher.openRecords());
  }

  BreakerState breakerState() {
    return sender.breakerState();
  }

  boolean isPaused() {
    return sender.isPaused();
  }

  boolean hasSpool() {
    return overflow.exists();
  }

  SpoolStats spoolStats() {
    return overflow.stats();
  }

  private long waitNanos(long now) {
    long wait = Math.min(losses.waitNanos(now), overflow.waitNanos());
    if (batcher.openRecords() > 0) {
      wait = Math.min(wait, batcher.waitNanos(now));
    }
    if (!outbox.isEmpty()) {
      long age = outbox.age(now);
      long expiry = settings.maxRetryAge().toNanos() - age;
      wait = Math.min(wait, Math.min(expiry, sender.waitNanos(now)));
      if (overflow.exists() && age < SPILL_AGE) {
        wait = Math.min(wait, SPILL_AGE - age);
      }
    }
    return Math.max(0, wait);
  }
}
