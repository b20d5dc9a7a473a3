/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import dev.tracehub.v1.Usage;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sends numbered batches until each is acknowledged, over whatever collector is alive. What a batch
 * holds is a function of its number, so that afterwards every span can be checked to the byte.
 */
final class CrashLoad {

  static final int SPANS_PER_BATCH = 100;
  static final int INPUT_TOKENS = 7;

  private final Queue<Integer> toSend = new ConcurrentLinkedQueue<>();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong repeats = new AtomicLong();
  private final long startNanos;
  private final int batches;

  CrashLoad(int batches, long startNanos) {
    this.batches = batches;
    this.startNanos = startNanos;
    for (int number = 1; number <= batches; number++) {
      toSend.add(number);
    }
  }

  /**
   * One sender: takes batches until none is left. A batch whose call fails goes back to the queue.
   */
  void run(Supplier<ManagedChannel> channel) {
    while (acknowledged.size() < batches) {
      Integer number = toSend.poll();
      if (number == null) {
        Thread.onSpinWait();
        continue;
      }
      if (!send(channel.get(), number)) {
        toSend.add(number);
      }
    }
  }

  private boolean send(ManagedChannel channel, int number) {
    try {
      BatchReceipt receipt =
          TraceServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .sendBatch(batch(number))
              .getReceipt();
      if (receipt.hasRetryAfter()) {
        return false;
      }
      if (receipt.getRejectedCount() > 0) {
        throw new AssertionError("batch " + number + " rejected: " + receipt);
      }
      if (receipt.getDuplicate() || receipt.getDuplicates() > 0) {
        repeats.incrementAndGet();
      }
      acknowledged.add(number);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  TraceBatch batch(int number) {
    TraceBatch.Builder batch = TraceBatch.newBuilder();
    batch.setClientId("crash-load").setSequence(number).setBatchId("batch-" + number);
    for (int index = 0; index < SPANS_PER_BATCH; index++) {
      batch.addSpans(span((long) number * SPANS_PER_BATCH + index));
    }
    return batch.build();
  }

  /** The span with a number, the same in whatever process and at whatever time it is made. */
  Span span(long number) {
    long start = startNanos + number * 1_000;
    return Span.newBuilder()
        .setTraceId(String.format("%032x", number / 10 + 1))
        .setSpanId(String.format("%016x", number + 1))
        .setType(SpanType.SPAN_TYPE_LLM)
        .setName("chat")
        .setService("crash-load")
        .setProvider("openai")
        .setRequestModel("gpt-4o-mini")
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + 1_000_000)
        .setUsage(Usage.newBuilder().setInputTokens(INPUT_TOKENS).setOutputTokens(3))
        .setInput(Payload.newBuilder().setText("question " + number + " ".repeat(200)))
        .build();
  }

  int acknowledged() {
    return acknowledged.size();
  }

  long repeats() {
    return repeats.get();
  }
}
