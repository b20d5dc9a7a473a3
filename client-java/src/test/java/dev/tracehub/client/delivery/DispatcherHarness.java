/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.spool.Spool;
import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.ClientListener;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.Rejection;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A dispatcher without a thread, in virtual time, with a scripted collector. */
final class DispatcherHarness {

  final FakeClock clock = new FakeClock();
  final FakeTransport transport = new FakeTransport();
  final RecordingListener listener = new RecordingListener();
  final RecordQueue queue = new RecordQueue();
  final Budget budget;
  final Ledger ledger;
  final Dispatcher dispatcher;

  /** Every wait is the longest that the jitter allows. */
  private static final long LONGEST_JITTER = -1L;

  DispatcherHarness() {
    this(DeliverySettings.defaults());
  }

  DispatcherHarness(DeliverySettings settings) {
    this(settings, outcome -> Spool.none());
  }

  DispatcherHarness(DeliverySettings settings, Spool.Factory spools) {
    this(settings, new SenderIdentity("c", "desk", "test", "1"), spools);
  }

  DispatcherHarness(DeliverySettings settings, SenderIdentity identity, Spool.Factory spools) {
    budget = new Budget(settings.maxPendingRecords(), settings.maxPendingBytes());
    ledger = new Ledger(budget);
    DeliveryRuntime runtime =
        new DeliveryRuntime(transport, clock, () -> LONGEST_JITTER, Thread::new, listener, spools);
    dispatcher =
        new Dispatcher(runtime, settings, identity, queue, new Dispatcher.Accounts(budget, ledger));
  }

  void record(Recorded recorded) {
    ledger.enter();
    if (!budget.tryReserve(recorded.estimatedBytes())) {
      ledger.refuse(DropReason.QUEUE_FULL);
    } else if (!queue.push(recorded)) {
      budget.release(1, recorded.estimatedBytes());
      ledger.refuse(DropReason.CLOSED);
    }
  }

  void recordSpans(int count) {
    for (int i = 0; i < count; i++) {
      record(TestRecord.named("s" + i));
    }
  }

  long step() {
    return dispatcher.step();
  }

  /** Steps, and lets the time pass that each step asks for, until nothing is left or time is up. */
  void runFor(Duration time) {
    long left = time.toNanos();
    while (true) {
      long wait = dispatcher.step();
      if (wait > left || dispatcher.isFinished()) {
        clock.advanceNanos(dispatcher.isFinished() ? 0 : left);
        return;
      }
      clock.advanceNanos(wait);
      left -= wait;
    }
  }

  FlushTicket requestFlush() {
    FlushTicket ticket = new FlushTicket(false);
    dispatcher.request(ticket);
    return ticket;
  }

  FlushTicket requestClose() {
    FlushTicket ticket = new FlushTicket(true);
    dispatcher.request(ticket);
    return ticket;
  }

  ClientStats stats() {
    return ledger.stats(dispatcher.breakerState(), dispatcher.isPaused(), dispatcher.spoolStats());
  }

  static List<String> names(List<TraceBatch> call) {
    return call.stream()
        .flatMap(batch -> batch.getSpansList().stream())
        .map(Span::getName)
        .toList();
  }

  static List<Long> sequences(List<TraceBatch> call) {
    return call.stream().map(TraceBatch::getSequence).toList();
  }

  /** Remembers what it is told. */
  static final class RecordingListener implements ClientListener {
    final List<String> dropped = new ArrayList<>();
    final List<Rejection> rejected = new ArrayList<>();
    final List<BreakerState> breaker = new ArrayList<>();
    final List<String> paused = new ArrayList<>();

    @Override
    public void onDropped(DropReason reason, long records) {
      dropped.add(reason.label() + " " + records);
    }

    @Override
    public void onRejected(Rejection rejection) {
      rejected.add(rejection);
    }

    @Override
    public void onBreakerState(BreakerState state) {
      breaker.add(state);
    }

    @Override
    public void onPaused(String reason) {
      paused.add(reason);
    }
  }
}
