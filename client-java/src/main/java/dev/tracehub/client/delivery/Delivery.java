/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.client.transport.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings records to the collector. Thread-safe. Makes no thread and no connection before the first
 * record.
 */
public final class Delivery {

  /** What a worker may take to notice that its time is over, beyond the caller's timeout. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final int maxRecordBytes;
  private final Transport transport;
  private final RecordQueue queue = new RecordQueue();
  private final Budget budget;
  private final Ledger ledger;
  private final Dispatcher dispatcher;
  private final Worker worker;
  private final Signal signal;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<FlushResult> closed = new CompletableFuture<>();

  /** Takes over the runtime's transport: closing this closes it. */
  public Delivery(SenderIdentity identity, DeliverySettings settings, DeliveryRuntime runtime) {
    this.maxRecordBytes = settings.maxRecordBytes();
    this.transport = runtime.transport();
    this.budget = new Budget(settings.maxPendingRecords(), settings.maxPendingBytes());
    this.ledger = new Ledger(budget);
    this.dispatcher =
        new Dispatcher(runtime, settings, identity, queue, new Dispatcher.Accounts(budget, ledger));
    this.worker = new Worker(dispatcher, runtime.threads(), settings.maxBatchBytes());
    this.signal = worker.signal();
  }

  /**
   * Hands a finished record over. Never blocks, never throws, does no I/O; a record that cannot be
   * kept is counted.
   */
  public void record(Recorded recorded) {
    int bytes = recorded.estimatedBytes();
    ledger.enter();
    if (closing.get()) {
      ledger.refuse(DropReason.CLOSED);
    } else if (bytes > maxRecordBytes) {
      ledger.refuse(DropReason.TOO_LARGE);
      signal.lost();
    } else if (!budget.tryReserve(bytes)) {
      ledger.refuse(DropReason.QUEUE_FULL);
      signal.lost();
    } else if (!queue.push(recorded)) {
      budget.release(1, bytes);
      ledger.refuse(DropReason.CLOSED);
    } else {
      signal.offered(recorded.depth, recorded.stackedBytes);
    }
  }

  /**
   * Sends everything recorded before and waits until the collector has it, or the time is up. An
   * interrupt ends the wait. On the worker's own thread it cannot wait and says what is pending.
   */
  public FlushResult flush(Duration timeout) {
    FlushTicket ticket = new FlushTicket(false);
    if (!dispatcher.hasSpool() && !worker.isStarted() && queue.isEmpty()) {
      return new FlushResult(0, 0, 0, 0, 0, true);
    }
    if (!worker.isCurrentThread()) {
      dispatcher.request(ticket);
      signal.wake();
      ticket.await(timeout);
    }
    return result(ticket);
  }

  /**
   * Refuses further records, sends what there is, and ends the thread and the connection. What has
   * no receipt when the time is up goes to the spool, or is dropped without one. Later calls answer
   * what the first one did. On the worker's own thread there is no time.
   */
  public FlushResult close(Duration timeout) {
    if (!closing.compareAndSet(false, true)) {
      return awaitClosed(timeout);
    }
    FlushTicket ticket = new FlushTicket(true);
    dispatcher.request(ticket);
    if (!queue.isEmpty()) {
      signal.wake();
    }
    if (worker.retire()) {
      // No thread ever was and none will be: this one may take the last step.
      dispatcher.abandon();
      dispatcher.step();
    } else {
      end(ticket, timeout);
    }
    transport.close();
    FlushResult result = result(ticket);
    closed.complete(result);
    return result;
  }

  private void end(FlushTicket ticket, Duration timeout) {
    signal.wake();
    if (worker.isCurrentThread()) {
      dispatcher.abandon();
      return;
    }
    if (!ticket.await(timeout)) {
      dispatcher.abandon();
      transport.abort();
      signal.wake();
    }
    worker.awaitEnd(GRACE);
  }

  private FlushResult awaitClosed(Duration timeout) {
    try {
      return closed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Somebody else is still closing.
    }
    return new FlushResult(0, 0, 0, ledger.spooled(), budget.records(), false);
  }

  private FlushResult result(FlushTicket ticket) {
    return ticket.result(budget.records(), ledger.spooled());
  }

  /** The accounts. */
  public ClientStats stats() {
    return ledger.stats(dispatcher.breakerState(), dispatcher.isPaused(), dispatcher.spoolStats());
  }
}
