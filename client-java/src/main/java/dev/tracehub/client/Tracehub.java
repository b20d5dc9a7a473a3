/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.delivery.Delivery;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records spans and what belongs to them, and sends them to a collector. Thread-safe; one per
 * process is enough. Makes its thread and its connection at the first record.
 *
 * <p>Recording never throws and never waits: when records come faster than they can be sent, or the
 * collector is away for too long, some are dropped, and {@link #stats()}, the listener and the log
 * say how many and why.
 */
public final class Tracehub implements AutoCloseable {

  private final Recorder recorder;
  private final Delivery delivery;
  private final Duration closeTimeout;

  Tracehub(Recorder recorder, Duration closeTimeout) {
    this.recorder = recorder;
    this.delivery = recorder.delivery();
    this.closeTimeout = closeTimeout;
  }

  /** Configures a client. */
  public static TracehubBuilder builder() {
    return new TracehubBuilder();
  }

  /**
   * Begins a span.
   *
   * @param name short and of low cardinality, e.g. "answer" or "chat gpt-4o"
   */
  public SpanBuilder span(String name) {
    return new SpanBuilder(recorder, name);
  }

  /**
   * Begins the run of a graph: of a state machine, of agents that hand over to each other.
   *
   * @param graph the graph's name, of low cardinality
   */
  public RunBuilder run(String graph) {
    return new RunBuilder(recorder, graph);
  }

  /** Starts the run of a graph; its span is current on this thread until it ends. */
  public LiveRun startRun(String graph) {
    return run(graph).start();
  }

  /** The span that is current on this thread. */
  public Optional<LiveSpan> currentSpan() {
    return Optional.ofNullable(recorder.current().get());
  }

  /** The task with the span that is current now, on whatever thread it runs. */
  public Runnable wrap(Runnable task) {
    return recorder.current().carry(task);
  }

  /** The task with the span that is current now, on whatever thread it runs. */
  public <T> Callable<T> wrap(Callable<T> task) {
    return recorder.current().carry(task);
  }

  /**
   * The function with the span that is current now: for stages of a {@link
   * java.util.concurrent.CompletableFuture} that somebody else's thread completes.
   */
  public <A, B> Function<A, B> wrapFunction(Function<A, B> function) {
    return recorder.current().carry(function);
  }

  /** The supplier with the span that is current now, on whatever thread it runs. */
  public <T> Supplier<T> wrapSupplier(Supplier<T> supplier) {
    Function<@Nullable Void, T> carried = recorder.current().carry(unused -> supplier.get());
    return () -> carried.apply(null);
  }

  /**
   * An executor whose tasks have the span that was current where they were submitted. Also for
   * {@link java.util.concurrent.CompletableFuture}: a stage that it runs hands its span on to the
   * stages that wait for it.
   */
  public Executor wrap(Executor executor) {
    return task -> executor.execute(recorder.current().carry(task));
  }

  /**
   * The same for an executor service, threads per task and virtual threads included. Ending it ends
   * the executor inside.
   */
  public ExecutorService wrap(ExecutorService executor) {
    return new CarryingExecutorService(executor, recorder.current());
  }

  /** The same for tasks with a time; each run of a periodic one has the span of its submission. */
  public ScheduledExecutorService wrap(ScheduledExecutorService executor) {
    return new CarryingScheduledExecutorService(executor, recorder.current());
  }

  /** Begins a judgement, e.g. "faithfulness". Say which span or trace it is of. */
  public EvaluationBuilder evaluation(String name) {
    return new EvaluationBuilder(recorder, name);
  }

  /** Begins a measurement, e.g. "queue.depth". */
  public MetricBuilder metric(String name, double value) {
    return new MetricBuilder(recorder, name, value);
  }

  /** Begins a change of a job. */
  public JobUpdateBuilder job(String jobId) {
    return new JobUpdateBuilder(recorder, jobId);
  }

  /**
   * Records something learnt about a span beside it, such as an amendment. Its texts are masked.
   */
  public void record(SpanEvent event) {
    Guard.apply(event, given -> recorder.record(given));
  }

  /**
   * Records a finished span that another library made, under that library's ids. It is cut and
   * masked as any other; whether it is recorded was that library's to sample.
   */
  public void recordSpan(Span span) {
    Guard.apply(span, given -> recorder.record(FinishedSpans.bounded(given, recorder)));
  }

  /**
   * Sends everything recorded before and waits until the collector has made it durable, or the time
   * is up. An interrupt ends the wait. With a spool, what earlier processes left is sent too, and
   * the wait ends when the collector turns out to be away and everything is on disk.
   */
  public FlushResult flush(Duration timeout) {
    return delivery.flush(timeout);
  }

  /**
   * Flushes and ends. What has no receipt when the time is up stays in the spool, or is dropped
   * without one; what is recorded later is counted as dropped. Later calls answer what the first
   * one did.
   */
  public FlushResult close(Duration timeout) {
    return delivery.close(timeout);
  }

  /** Flushes and ends within the close timeout of the settings. */
  @Override
  public void close() {
    delivery.close(closeTimeout);
  }

  /** The accounts. */
  public ClientStats stats() {
    return delivery.stats().with(recorder.privacy().stats());
  }
}
