/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tail;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TailSpansResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands spans that have just been stored to the readers of their project. Thread-safe.
 *
 * <p>Publishing never blocks and costs next to nothing while nobody reads: filters run on the
 * executor, and a reader that does not keep up loses spans, which it is told, while the others and
 * ingest go on. Close it before the executor.
 */
public final class TailHub implements AutoCloseable {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Executor executor;
  private final TailLimits limits;
  private final Map<String, Set<TailCall>> readers = new ConcurrentHashMap<>();
  private final AtomicInteger readerCount = new AtomicInteger();
  private volatile boolean closed;

  public TailHub(Executor executor, TailLimits limits) {
    this.executor = executor;
    this.limits = limits;
  }

  /** Publishes the finished spans of a stored block. */
  public void publish(Block block) {
    if (readers.isEmpty()) {
      return;
    }
    Map<String, List<Span>> byProject = new HashMap<>();
    for (StoredRecord record : block.records()) {
      if (record instanceof StoredRecord.Finished finished
          && readers.containsKey(finished.project())) {
        byProject
            .computeIfAbsent(finished.project(), project -> new ArrayList<>())
            .add(finished.span());
      }
    }
    byProject.forEach(this::publish);
  }

  /**
   * Publishes spans of one project in the order of storing.
   *
   * @param spans not copied: do not change the list afterwards
   */
  public void publish(String project, List<Span> spans) {
    Set<TailCall> calls = readers.getOrDefault(project, Set.of());
    if (calls.isEmpty() || spans.isEmpty()) {
      return;
    }
    TailBatch batch = TailBatch.of(spans);
    calls.forEach(call -> call.offer(batch));
  }

  /**
   * Begins to answer a call with spans of its project that match. The first answer, an empty one,
   * is sent at once; every span published after it is sent or counted as missed.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED when there are too many readers
   */
  public void subscribe(
      String project, Filter filter, ServerCallStreamObserver<TailSpansResponse> observer) {
    if (readerCount.incrementAndGet() > limits.readers()) {
      readerCount.decrementAndGet();
      throw Failures.overloaded(
          "TOO_MANY_TAILS", "tails: " + limits.readers() + " are open already", RETRY);
    }
    TailCall call =
        new TailCall(filter, observer, executor, limits, ended -> remove(project, ended));
    observer.setOnCancelHandler(() -> remove(project, call));
    observer.setOnReadyHandler(call::wake);
    readers.compute(project, (key, calls) -> with(calls, call));
    call.wake();
    if (closed) {
      close();
    }
  }

  private static Set<TailCall> with(@Nullable Set<TailCall> calls, TailCall call) {
    Set<TailCall> result = calls == null ? ConcurrentHashMap.newKeySet() : calls;
    result.add(call);
    return result;
  }

  private void remove(String project, TailCall call) {
    readers.computeIfPresent(
        project,
        (key, calls) -> {
          if (calls.remove(call)) {
            readerCount.decrementAndGet();
          }
          return calls.isEmpty() ? null : calls;
        });
  }

  /** How many tails are open. */
  public int readers() {
    return readerCount.get();
  }

  /** Ends all tails with UNAVAILABLE: the collector stops. Idempotent. */
  @Override
  public void close() {
    closed = true;
    readers.values().forEach(calls -> calls.forEach(TailCall::end));
  }
}
