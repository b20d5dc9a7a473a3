/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tail;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.flow.Pump;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TailSpansResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One reader. Batches wait in a bounded inbox until the pump has tested their spans; spans that
 * match wait, cut to heads, in a bounded outbox until the connection takes them.
 *
 * <p>While the outbox is full the pump waits for the reader, unless the inbox fills up too: then it
 * goes on testing and counts what matches as missed. Only batches that find the inbox full, because
 * the filter is slower than ingest, are counted without being tested.
 */
final class TailCall {

  private static final int SLICE = 200;
  private static final int SLICES_PER_TURN = 5;

  private final Predicate<Span> filter;
  private final ServerCallStreamObserver<TailSpansResponse> observer;
  private final TailLimits limits;
  private final Consumer<TailCall> onEnd;
  private final Pump pump;

  private final Queue<TailBatch> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicLong inboxSpans = new AtomicLong();
  private final AtomicLong inboxBytes = new AtomicLong();
  private final AtomicLong untested = new AtomicLong();
  private volatile boolean ending;

  // Only the pump touches these.
  private final ArrayDeque<Span> outbox = new ArrayDeque<>();
  private long missed;
  private Iterator<Span> current = Collections.emptyIterator();
  private boolean begun;
  private boolean ended;

  TailCall(
      Filter filter,
      ServerCallStreamObserver<TailSpansResponse> observer,
      Executor executor,
      TailLimits limits,
      Consumer<TailCall> onEnd) {
    this.onEnd = onEnd;
    this.filter = Filters.predicate(filter);
    this.observer = observer;
    this.limits = limits;
    this.pump = new Pump(executor, this::work);
  }

  /** Takes a batch or counts it as missed. Never blocks. */
  void offer(TailBatch batch) {
    long spans = inboxSpans.get();
    boolean full =
        spans + batch.spans().size() > limits.waitingSpans()
            || inboxBytes.get() + batch.bytes() > limits.waitingBytes();
    // An empty inbox takes a batch of any size: the store has just held it in memory anyway.
    if (full && spans > 0) {
      untested.addAndGet(batch.spans().size());
    } else {
      inboxSpans.addAndGet(batch.spans().size());
      inboxBytes.addAndGet(batch.bytes());
      inbox.add(batch);
    }
    wake();
  }

  /** Makes the pump look again. */
  void wake() {
    pump.wake();
  }

  /** Ends the call: the collector stops. */
  void end() {
    ending = true;
    wake();
  }

  private void work() {
    if (ended || observer.isCancelled()) {
      inbox.clear();
      outbox.clear();
      return;
    }
    try {
      if (!begun) {
        begun = true;
        observer.onNext(TailSpansResponse.getDefaultInstance());
      }
      pass();
      if (ending) {
        fail(Failures.failure(Code.UNAVAILABLE, "STOPPING", "the collector stops; tail again"));
      }
    } catch (RuntimeException e) {
      fail(Answers.failure(e));
    }
  }

  private void fail(StatusRuntimeException status) {
    ended = true;
    onEnd.accept(this);
    observer.onError(status);
  }

  /** Does a part of the work; the rest follows when others had their turn on the thread. */
  private void pass() {
    int slices = 0;
    do {
      missed += untested.getAndSet(0);
      send();
    } while (mayTest() && testSome() && ++slices < SLICES_PER_TURN);
    if (slices == SLICES_PER_TURN) {
      wake();
    }
  }

  private boolean mayTest() {
    return outbox.size() < limits.readySpans() || inboxSpans.get() > limits.waitingSpans() / 2;
  }

  /** Tests a slice of the current batch; false when there is none. */
  private boolean testSome() {
    if (!current.hasNext()) {
      TailBatch batch = inbox.poll();
      if (batch == null) {
        return false;
      }
      inboxSpans.addAndGet(-batch.spans().size());
      inboxBytes.addAndGet(-batch.bytes());
      current = batch.spans().iterator();
    }
    for (int i = 0; i < SLICE && current.hasNext() && mayTest(); i++) {
      Span span = current.next();
      if (filter.test(span)) {
        keep(span);
      }
    }
    return true;
  }

  private void keep(Span span) {
    if (outbox.size() < limits.readySpans()) {
      outbox.add(PayloadHeads.cut(span));
    } else {
      missed++;
    }
  }

  private void send() {
    while (observer.isReady() && (!outbox.isEmpty() || missed > 0)) {
      TailSpansResponse.Builder answer = TailSpansResponse.newBuilder().setMissed(missed);
      missed = 0;
      int bytes = 0;
      while (!outbox.isEmpty() && bytes < limits.answerBytes()) {
        Span span = outbox.remove();
        bytes += span.getSerializedSize();
        answer.addSpans(span);
      }
      observer.onNext(answer.build());
    }
  }
}
