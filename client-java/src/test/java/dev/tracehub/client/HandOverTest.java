/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans on other threads: pooled ones, one per task, and virtual ones where the JVM has them. */
class HandOverTest {

  private final CollectorForTests collector = new CollectorForTests();
  private final Tracehub tracehub = collector.client();

  /** Makes executors. */
  record Threads(String name, Supplier<ExecutorService> maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Threads> threads() {
    Stream<Threads> everywhere =
        Stream.of(
            new Threads("pool", () -> Executors.newFixedThreadPool(2)),
            new Threads("common pool", Executors::newWorkStealingPool));
    Stream<Threads> virtual =
        Runtime.version().feature() < 21
            ? Stream.of()
            : Stream.of(new Threads("virtual", HandOverTest::virtualThreads));
    return Stream.concat(everywhere, virtual);
  }

  /** By name, because the class is compiled for Java 17. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Java 21 has virtual threads", e);
    }
  }

  @AfterEach
  void close() {
    tracehub.close();
    collector.close();
  }

  @Test
  void wrappedScheduledExecutor_everyRunHasTheSpanOfItsSubmission() throws Exception {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    ScheduledExecutorService wrapped = tracehub.wrap(timer);
    List<String> runs = new CopyOnWriteArrayList<>();
    LiveSpan span = tracehub.span("a").start();

    Future<String> once = wrapped.schedule((Callable<String>) this::currentId, 1, MILLISECONDS);
    Future<?> task = wrapped.schedule(() -> runs.add(currentId()), 1, MILLISECONDS);
    Future<?> rate = wrapped.scheduleAtFixedRate(() -> runs.add(currentId()), 0, 1, MILLISECONDS);
    Future<?> delay =
        wrapped.scheduleWithFixedDelay(() -> runs.add(currentId()), 0, 1, MILLISECONDS);
    span.end();
    task.get();

    assertThat(once.get()).isEqualTo(span.spanId());
    await().until(() -> runs.size() > 10);
    rate.cancel(false);
    delay.cancel(false);
    assertThat(Set.copyOf(runs)).containsExactly(span.spanId());
    assertThat(timer.submit(this::currentId).get()).as("nothing stays behind").isEmpty();
    wrapped.shutdown();
    assertThat(timer.isShutdown()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("threads")
  void wrappedTasks_haveTheSpanOfTheirMaker(Threads threads) throws Exception {
    ExecutorService executor = threads.maker().get();
    LiveSpan span = tracehub.span("a").start();
    Runnable task =
        tracehub.wrap(
            () -> {
              assertThat(tracehub.currentSpan()).contains(span);
            });
    Callable<String> call = tracehub.wrap((Callable<String>) this::currentId);
    span.end();

    executor.submit(task).get();
    assertThat(executor.submit(call).get()).isEqualTo(span.spanId());
    assertThat(executor.submit(this::currentId).get()).as("nothing stays behind").isEmpty();
    executor.shutdown();
  }

  @ParameterizedTest
  @MethodSource("threads")
  void wrappedService_everyWayToSubmit(Threads threads) throws Exception {
    ExecutorService plain = threads.maker().get();
    ExecutorService executor = tracehub.wrap(plain);
    CountDownLatch ran = new CountDownLatch(1);
    Callable<String> id = this::currentId;
    try (LiveSpan span = tracehub.span("a").start()) {
      executor.execute(
          () -> {
            assertThat(tracehub.currentSpan()).contains(span);
            ran.countDown();
          });
      assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(executor.submit(id).get()).isEqualTo(span.spanId());
      executor.submit(() -> assertThat(currentId()).isEqualTo(span.spanId())).get();
      assertThat(executor.submit(() -> assertThat(currentId()).isEqualTo(span.spanId()), "x").get())
          .isEqualTo("x");
      assertThat(executor.invokeAll(List.of(id)).get(0).get()).isEqualTo(span.spanId());
      assertThat(executor.invokeAll(List.of(id), 10, TimeUnit.SECONDS).get(0).get())
          .isEqualTo(span.spanId());
      assertThat(executor.invokeAny(List.of(id))).isEqualTo(span.spanId());
      assertThat(executor.invokeAny(List.of(id), 10, TimeUnit.SECONDS)).isEqualTo(span.spanId());
    }
    assertThat(executor.submit(id).get()).isEmpty();

    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(plain.isTerminated()).isTrue();
    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.shutdownNow()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("threads")
  void completableFuture_stagesAfterOneAnother_keepTheSpan(Threads threads) throws Exception {
    ExecutorService executor = threads.maker().get();
    Executor carrying = tracehub.wrap((Executor) executor);
    CompletableFuture<String> stages;
    LiveSpan span = tracehub.span("a").start();
    CountDownLatch ended = new CountDownLatch(1);
    stages =
        CompletableFuture.supplyAsync(
                () -> {
                  awaitQuietly(ended);
                  return currentId();
                },
                carrying)
            .thenApplyAsync(first -> first + currentId(), carrying);
    span.end();
    ended.countDown();

    assertThat(stages.get()).isEqualTo(span.spanId() + span.spanId());
    executor.shutdown();
  }

  @ParameterizedTest
  @MethodSource("threads")
  void completableFuture_completedByAStranger_needsAWrappedFunction(Threads threads)
      throws Exception {
    ExecutorService executor = threads.maker().get();
    CompletableFuture<String> answer = new CompletableFuture<>();
    LiveSpan span = tracehub.span("a").start();
    CompletableFuture<String> wrapped =
        answer.thenApply(tracehub.wrapFunction(text -> text + currentId()));
    CompletableFuture<String> bare = answer.thenApply(text -> text + currentId());
    CompletableFuture<String> supplied =
        CompletableFuture.supplyAsync(tracehub.wrapSupplier(this::currentId), executor);
    span.end();
    executor.execute(() -> answer.complete("answer "));

    assertThat(wrapped.get()).isEqualTo("answer " + span.spanId());
    assertThat(bare.get()).isEqualTo("answer ");
    assertThat(supplied.get()).isEqualTo(span.spanId());
    executor.shutdown();
  }

  @ParameterizedTest
  @MethodSource("threads")
  void tenThousandTasks_eachHasItsOwnSpan(Threads threads) throws Exception {
    ExecutorService executor = threads.maker().get();
    List<CompletableFuture<Boolean>> results =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try (LiveSpan outer = tracehub.span("outer").start()) {
                            Thread.yield();
                            try (LiveSpan inner = tracehub.span("inner").start()) {
                              Thread.yield();
                              return inner.traceId().equals(outer.traceId())
                                  && tracehub.currentSpan().orElseThrow() == inner;
                            }
                          }
                        },
                        executor))
            .limit(10_000)
            .toList();

    for (CompletableFuture<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
    executor.shutdown();
  }

  private String currentId() {
    return tracehub.currentSpan().map(LiveSpan::spanId).orElse("");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
