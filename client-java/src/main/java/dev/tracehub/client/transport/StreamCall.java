/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import dev.tracehub.v1.StreamBatchesResponse;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code StreamBatches}, run to its end by the calling thread. It writes only while the
 * transport is ready, so that a slow collector holds bytes back here and not in gRPC's buffers.
 */
final class StreamCall extends ClientCall.Listener<StreamBatchesResponse> {

  /** gRPC ends a call at its deadline; the grace covers the delivery of that news. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ClientCall<ByteString, StreamBatchesResponse> call;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by lock. */
  private @Nullable StreamBatchesResponse response;

  /** Guarded by lock. */
  private @Nullable Reply reply;

  private StreamCall(ClientCall<ByteString, StreamBatchesResponse> call) {
    this.call = call;
  }

  static Reply run(
      ClientCall<ByteString, StreamBatchesResponse> call,
      Metadata headers,
      List<ByteString> batches,
      Duration timeout) {
    StreamCall stream = new StreamCall(call);
    long end = System.nanoTime() + timeout.plus(GRACE).toNanos();
    call.start(stream, headers);
    call.request(1);
    for (ByteString batch : batches) {
      if (!stream.awaitReady(end)) {
        break;
      }
      call.sendMessage(batch);
    }
    if (!stream.isClosed()) {
      call.halfClose();
    }
    return stream.awaitReply(end);
  }

  @Override
  public void onReady() {
    signal();
  }

  @Override
  public void onMessage(StreamBatchesResponse message) {
    lock.lock();
    try {
      response = message;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    lock.lock();
    try {
      reply = replyOf(status, trailers);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Reply replyOf(Status status, Metadata trailers) {
    if (!status.isOk()) {
      return new Reply.Failed(status, retryAfter(status, trailers));
    }
    if (response == null) {
      return new Reply.Failed(Status.INTERNAL.withDescription("no receipts in the answer"), null);
    }
    return new Reply.Receipts(response.getReceiptsList());
  }

  /** Whether the next batch may be written; false when the call has ended or the time is up. */
  private boolean awaitReady(long end) {
    lock.lock();
    try {
      await(() -> reply != null || call.isReady(), end);
      return reply == null && call.isReady();
    } finally {
      lock.unlock();
    }
  }

  private Reply awaitReply(long end) {
    lock.lock();
    try {
      await(() -> reply != null, end);
      if (reply != null) {
        return reply;
      }
    } finally {
      lock.unlock();
    }
    call.cancel("no answer in time", null);
    return new Reply.Failed(Status.DEADLINE_EXCEEDED.withDescription("no answer in time"), null);
  }

  private void await(BooleanSupplier condition, long end) {
    long left = end - System.nanoTime();
    while (!condition.getAsBoolean() && left > 0) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        // An interrupt is no reason to leave a call without knowing its outcome.
        left = end - System.nanoTime();
      }
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return reply != null;
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable Duration retryAfter(Status status, Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    for (com.google.protobuf.Any detail : details.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        try {
          var delay = detail.unpack(RetryInfo.class).getRetryDelay();
          return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
        } catch (InvalidProtocolBufferException e) {
          return null;
        }
      }
    }
    return null;
  }
}
