/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands the submitter's current span over to each task. Thread-safe as far as the executor is; what
 * newer versions of Java have added has defaults that end up here.
 */
class CarryingExecutorService implements ExecutorService {

  private final ExecutorService executor;
  private final CurrentSpan current;

  CarryingExecutorService(ExecutorService executor, CurrentSpan current) {
    this.executor = executor;
    this.current = current;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(current.carry(task));
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return executor.submit(current.carry(task));
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    return executor.submit(current.carry(task), result);
  }

  @Override
  public Future<?> submit(Runnable task) {
    return executor.submit(current.carry(task));
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return executor.invokeAll(carry(tasks));
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return executor.invokeAll(carry(tasks), timeout, unit);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    return executor.invokeAny(carry(tasks));
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return executor.invokeAny(carry(tasks), timeout, unit);
  }

  private <T> List<Callable<T>> carry(Collection<? extends Callable<T>> tasks) {
    return tasks.stream().<Callable<T>>map(current::carry).toList();
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }
}
