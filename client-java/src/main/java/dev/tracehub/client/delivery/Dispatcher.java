/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The worker's work, one step at a time, without a thread and without a wait: take records in, seal
 * batches, make a call, answer flushes. All of it on one thread, but for {@link #request} and
 * {@link #abandon}.
 */
final class Dispatcher {

  private final DeliverySettings settings;
  private final Clock clock;
  private final RecordQueue queue;
  private final Ledger ledger;
  private final Batcher batcher;
  private final Outbox outbox = new Outbox();
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
    this.batcher = new Batcher(identity, settings, accounts.budget(), ledger);
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
    acceptRequests(now);
    drain(now);
    batcher.sealDue(now, outbox);
    expire(now);
    if (!abandoned) {
      sender.attempt();
    }
    finishSettled();
    losses.report(clock.nanoTime());
    if (abandoned || (closing && outbox.isEmpty() && batcher.openRecords() == 0)) {
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
      ticket.begin(outbox.records() + batcher.openRecords() + recorded.size());
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
      batcher.drop(batch, DropReason.RETRY_EXHAUSTED);
    }
  }

  private void finishSettled() {
    tickets.removeIf(
        ticket -> {
          // A closing ticket is finished by the end, after the last losses have been told.
          boolean done = ticket.isSettled() && !ticket.isClosing();
          if (done) {
            ledger.unwatch(ticket);
            ticket.finish(true);
          }
          return done;
        });
  }

  /** Drops what is left and refuses what comes later. After it there is nothing to do. */
  private void end() {
    long now = clock.nanoTime();
    acceptRequests(now);
    tickets.stream().filter(FlushTicket::isSettled).forEach(ticket -> ticket.finish(true));
    outbox.removeAll().forEach(batch -> batcher.drop(batch, DropReason.CLOSED));
    batcher.dropOpen(now, DropReason.CLOSED);
    for (Recorded recorded : queue.closeAndTakeAll()) {
      ledger.drop(recorded.estimatedBytes(), DropReason.CLOSED);
    }
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
    boolean idle = outbox.isEmpty() && batcher.openRecords() == 0;
    return idle ? Signal.IDLE : Math.max(1, settings.maxBatchRecords() - batcher.openRecords());
  }

  BreakerState breakerState() {
    return sender.breakerState();
  }

  boolean isPaused() {
    return sender.isPaused();
  }

  private long waitNanos(long now) {
    long wait = losses.waitNanos(now);
    if (batcher.openRecords() > 0) {
      wait = Math.min(wait, batcher.waitNanos(now));
    }
    if (!outbox.isEmpty()) {
      long expiry = settings.maxRetryAge().toNanos() - outbox.age(now);
      wait = Math.min(wait, Math.min(expiry, sender.waitNanos(now)));
    }
    return Math.max(0, wait);
  }
}
