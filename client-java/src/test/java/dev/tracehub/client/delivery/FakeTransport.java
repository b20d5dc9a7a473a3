/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.client.transport.Transport;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Answers calls from a script, and when the script is over accepts everything. */
final class FakeTransport implements Transport {

  private final List<List<TraceBatch>> calls = new ArrayList<>();
  private final Queue<Function<List<TraceBatch>, Reply>> script = new ArrayDeque<>();
  private volatile boolean closed;

  FakeTransport then(Function<List<TraceBatch>, Reply> answer) {
    script.add(answer);
    return this;
  }

  FakeTransport thenFail(Status status) {
    return then(batches -> new Reply.Failed(status, null));
  }

  FakeTransport thenFail(Status status, Duration retryAfter) {
    return then(batches -> new Reply.Failed(status, retryAfter));
  }

  FakeTransport thenFail(Status status, int times) {
    for (int i = 0; i < times; i++) {
      thenFail(status);
    }
    return this;
  }

  @Override
  public Reply send(List<ByteString> wire, Duration timeout) {
    List<TraceBatch> batches = parse(wire);
    calls.add(batches);
    Function<List<TraceBatch>, Reply> answer = script.poll();
    return answer == null ? acceptAll(batches) : answer.apply(batches);
  }

  static List<TraceBatch> parse(List<ByteString> wire) {
    return wire.stream().map(FakeTransport::parse).toList();
  }

  private static TraceBatch parse(ByteString batch) {
    try {
      return TraceBatch.parseFrom(batch);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no batch", e);
    }
  }

  FakeTransport acceptFromNowOn() {
    script.clear();
    return this;
  }

  static Reply acceptAll(List<TraceBatch> batches) {
    return new Reply.Receipts(batches.stream().map(FakeTransport::accepted).toList());
  }

  static BatchReceipt accepted(TraceBatch batch) {
    return receipt(batch).setAccepted(records(batch)).build();
  }

  private static int records(TraceBatch batch) {
    return batch.getSpansCount()
        + batch.getStartedSpansCount()
        + batch.getEventsCount()
        + batch.getEvaluationsCount()
        + batch.getMetricsCount()
        + batch.getJobsCount();
  }

  static BatchReceipt.Builder receipt(TraceBatch batch) {
    return BatchReceipt.newBuilder()
        .setClientId(batch.getClientId())
        .setSequence(batch.getSequence())
        .setBatchId(batch.getBatchId());
  }

  List<List<TraceBatch>> calls() {
    return calls;
  }

  List<TraceBatch> lastCall() {
    return calls.get(calls.size() - 1);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void abort() {}

  @Override
  public void close() {
    closed = true;
  }
}
