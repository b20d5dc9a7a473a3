/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.wire.BatchNames;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.StreamBatchesResponse;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream of batches. Thread-safe: callbacks of gRPC and answers of ingest come on any thread.
 *
 * <p>A message is asked for only while few batches are on their way and ingest has room, so that
 * HTTP/2's windows hold the excess and not the heap. Overload of ingest costs a batch a receipt
 * with {@code retry_after}; every other failure ends the stream.
 */
final class BatchStream extends ServerCall.Listener<InboundMessage> {

  private static final int WINDOW = 4;

  private final ServerCall<InboundMessage, StreamBatchesResponse> call;
  private final Ingest ingest;
  private final String project;
  private final int mostBatches;
  private final Object lock = new Object();

  /** By the order of arrival; null while a batch is on its way. */
  @GuardedBy("lock") private final List<@Nullable BatchReceipt> receipts = new ArrayList<>();

  @GuardedBy("lock") private final ReceiptBudget budget = new ReceiptBudget();

  @GuardedBy("lock") private int inFlight;

  /** Whether a message was asked for and has not come. */
  @GuardedBy("lock") private boolean asked;

  @GuardedBy("lock") private boolean halfClosed;

  @GuardedBy("lock") private boolean ended;

  BatchStream(
      ServerCall<InboundMessage, StreamBatchesResponse> call,
      Ingest ingest,
      String project,
      int mostBatches) {
    this.call = call;
    this.ingest = ingest;
    this.project = project;
    this.mostBatches = mostBatches;
  }

  void start() {
    synchronized (lock) {
      goOn();
    }
  }

  @Override
  public void onMessage(InboundMessage message) {
    int index;
    synchronized (lock) {
      asked = false;
      if (ended || refuse(message)) {
        return;
      }
      index = receipts.size();
      receipts.add(null);
      inFlight++;
    }
    ingest
        .submitBatch(project, message.bytes())
        .whenComplete((receipt, error) -> answered(index, message.bytes(), receipt, error));
    synchronized (lock) {
      goOn();
    }
  }

  /** Ends the stream when the message cannot be taken. */
  @GuardedBy("lock") private boolean refuse(InboundMessage message) {
    StatusRuntimeException refusal = message.refusal();
    if (refusal == null && receipts.size() == mostBatches) {
      refusal =
          Failures.failure(
              Code.RESOURCE_EXHAUSTED,
              "STREAM_TOO_LONG",
              "stream: more than "
                  + mostBatches
                  + " batches (expected: at most "
                  + mostBatches
                  + ", then half-close and open a new one)");
    }
    if (refusal == null) {
      return false;
    }
    fail(refusal);
    return true;
  }

  private void answered(
      int index, byte[] batch, @Nullable BatchReceipt receipt, @Nullable Throwable error) {
    synchronized (lock) {
      inFlight--;
      if (ended) {
        return;
      }
      try {
        BatchReceipt answer =
            receipt != null ? receipt : Overload.receipt(BatchNames.receipt(batch), error);
        receipts.set(index, budget.take(answer));
      } catch (StatusRuntimeException e) {
        fail(e);
        return;
      }
      goOn();
    }
  }

  @Override
  public void onHalfClose() {
    synchronized (lock) {
      halfClosed = true;
      if (!ended) {
        goOn();
      }
    }
  }

  @Override
  public void onCancel() {
    synchronized (lock) {
      ended = true;
      receipts.clear();
    }
  }

  /** Asks for the next message, or answers when all is done. */
  @GuardedBy("lock") private void goOn() {
    if (ended) {
      return;
    }
    if (halfClosed) {
      if (inFlight == 0) {
        ended = true;
        CallEnd.answer(call, StreamBatchesResponse.newBuilder().addAllReceipts(receipts).build());
      }
    } else if (!asked && (inFlight == 0 || (inFlight < WINDOW && ingest.hasRoom()))) {
      asked = true;
      call.request(1);
    }
  }

  @GuardedBy("lock") private void fail(Throwable error) {
    ended = true;
    receipts.clear();
    CallEnd.fail(call, error);
  }
}
