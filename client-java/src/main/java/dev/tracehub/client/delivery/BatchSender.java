/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.Rejection;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.RejectedRecord;
import io.grpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one call at a time and draws the consequences for its batches: settled, to be repeated, to
 * be halved, or given up. Belongs to the worker's thread, which a call holds until its deadline.
 */
final class BatchSender {

  /**
   * How often a batch may make a collector fail that takes others, before it counts as rejected.
   */
  static final int MAX_FAULTS = 5;

  private static final Logger LOGGER = LoggerFactory.getLogger(BatchSender.class);
  private static final String CODE_PREFIX = "REJECTION_CODE_";

  private final DeliveryRuntime runtime;
  private final Outbox outbox;
  private final Batcher batcher;
  private final Ledger ledger;
  private final Breaker breaker;
  private final Pace pace;
  private final SafeListener listener;
  private final Duration callTimeout;
  private long settledBatches;

  BatchSender(
      DeliveryRuntime runtime,
      DeliverySettings settings,
      Outbox outbox,
      Batcher batcher,
      Ledger ledger) {
    Jitter jitter = new Jitter(runtime.random());
    this.runtime = runtime;
    this.outbox = outbox;
    this.batcher = batcher;
    this.ledger = ledger;
    this.listener = new SafeListener(runtime.listener());
    this.callTimeout = settings.callTimeout();
    this.breaker = new Breaker(runtime.clock(), jitter, callTimeout, listener);
    this.pace = new Pace(runtime.clock().nanoTime(), jitter, settings.maxRetryAge());
  }

  BreakerState breakerState() {
    return breaker.state();
  }

  boolean isPaused() {
    return pace.isPaused();
  }

  /** Whether the collector is not taking anything for the time being. */
  boolean isAway() {
    return breaker.state() != BreakerState.CLOSED || pace.isPaused();
  }

  /** Nanoseconds until {@link #attempt} would make a call. */
  long waitNanos(long now) {
    return pace.waitNanos(now);
  }

  /** Makes one call if there is something to send and it is time. */
  void attempt() {
    long start = runtime.clock().nanoTime();
    if (outbox.isEmpty() || pace.waitNanos(start) > 0) {
      return;
    }
    if (!breaker.tryAcquire()) {
      pace.waitUntil(breaker.openUntil());
      return;
    }
    List<Batch> call = outbox.nextCall();
    if (call.isEmpty()) {
      // The disk failed: what the spool has cannot be read now.
      breaker.ignored();
      pace.backOff(start, true);
      return;
    }
    Reply reply = send(call);
    long end = runtime.clock().nanoTime();
    if (reply instanceof Reply.Receipts answered) {
      breaker.succeeded(end - start);
      settle(call, answered.receipts(), end);
    } else if (reply instanceof Reply.Failed failed) {
      if (FailureKind.tripsBreaker(failed)) {
        breaker.failed(end - start, failed.status().asException());
      } else {
        breaker.ignored();
      }
      fail(call, failed, end);
    }
  }

  private Reply send(List<Batch> call) {
    call.forEach(Batch::addCall);
    List<ByteString> messages = call.stream().map(Batch::wire).toList();
    try {
      return runtime.transport().send(messages, callTimeout);
    } catch (RuntimeException | Error e) {
      // The breaker's permission must be answered whatever happens.
      LOGGER.debug("Tracehub transport failed", e);
      return new Reply.Failed(Status.UNKNOWN.withCause(e).withDescription(e.toString()), null);
    }
  }

  private void settle(List<Batch> call, List<BatchReceipt> receipts, long now) {
    // Not by sequence: batches of earlier processes may have the same.
    Map<String, BatchReceipt> byId = new HashMap<>();
    receipts.forEach(receipt -> byId.put(receipt.getBatchId(), receipt));
    boolean progress = false;
    Duration retryAfter = null;
    for (Batch batch : call) {
      BatchReceipt receipt = byId.get(batch.header().getBatchId());
      if (receipt != null && receipt.hasRetryAfter()) {
        var delay = receipt.getRetryAfter();
        retryAfter = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
      } else if (receipt != null && isCredible(batch, receipt)) {
        settle(batch, receipt);
        progress = true;
      }
    }
    pace(progress, retryAfter, now);
  }

  private void pace(boolean progress, @Nullable Duration retryAfter, long now) {
    if (progress) {
      pace.progress();
    }
    if (retryAfter != null) {
      pace.throttle(now, retryAfter);
    } else if (!progress) {
      pace.backOff(now, false);
    }
  }

  /** A receipt that does not add up is not believed: the batch stays. */
  private static boolean isCredible(Batch batch, BatchReceipt receipt) {
    long decided =
        (long) receipt.getAccepted() + receipt.getDuplicates() + receipt.getRejectedCount();
    return receipt.getSequence() == batch.sequence()
        && receipt.getRejectedCount() <= batch.records()
        && (receipt.getDuplicate() || decided == batch.records());
  }

  private void settle(Batch batch, BatchReceipt receipt) {
    int rejected = receipt.getRejectedCount();
    long duplicates = receipt.getDuplicate() ? batch.records() - rejected : receipt.getDuplicates();
    settledBatches++;
    outbox.remove(batch);
    batcher.settled(batch);
    ledger.settle(batch, duplicates, rejected);
    for (RejectedRecord record : receipt.getRejectedList()) {
      report(rejection(record));
    }
  }

  private void fail(List<Batch> call, Reply.Failed failed, long now) {
    FailureKind kind = FailureKind.of(failed);
    LOGGER.debug("Tracehub call of {} batches failed: {} {}", call.size(), kind, failed.status());
    Duration retryAfter = failed.retryAfter();
    if (retryAfter != null && kind != FailureKind.UNAUTHORIZED && kind != FailureKind.REFUSED) {
      pace.throttle(now, retryAfter);
      return;
    }
    switch (kind) {
      case TRANSIENT, THROTTLED -> pace.backOff(now, FailureKind.tripsBreaker(failed));
      case UNAUTHORIZED -> pause(failed.status(), now);
      case FAULT -> {
        pace.backOff(now, true);
        blame(call, kind, failed.status());
      }
      case TOO_LARGE, REFUSED -> blame(call, kind, failed.status());
    }
  }

  /** One of the batches is at fault: with several find out which, with one act on it. */
  private void blame(List<Batch> call, FailureKind kind, Status status) {
    Batch batch = call.get(0);
    if (call.size() > 1) {
      outbox.sendAlone(call);
    } else if (kind == FailureKind.FAULT && batch.addFault(settledBatches) < MAX_FAULTS) {
      outbox.moveToBack(batch);
    } else if (kind != FailureKind.TOO_LARGE) {
      refuse(batch, status);
    } else if (batch.records() > 1) {
      outbox.sendAlone(call);
      outbox.replace(batch, batcher.split(batch));
    } else {
      outbox.remove(batch);
      batcher.drop(batch, DropReason.TOO_LARGE);
    }
  }

  private void refuse(Batch batch, Status status) {
    outbox.remove(batch);
    batcher.reject(batch);
    String reason = status.getDescription() == null ? "" : status.getDescription();
    report(new Rejection(batch.records(), "", status.getCode().name(), "", reason));
  }

  private static Rejection rejection(RejectedRecord rejected) {
    String code = rejected.getCode().name().replace(CODE_PREFIX, "");
    return new Rejection(1, rejected.getId(), code, rejected.getField(), rejected.getReason());
  }

  private void report(Rejection rejection) {
    LOGGER.debug("Tracehub collector rejected: {}", rejection);
    listener.onRejected(rejection);
  }

  private void pause(Status status, long now) {
    if (!pace.isPaused()) {
      listener.onPaused(status.toString());
    }
    pace.pause(now);
  }
}
