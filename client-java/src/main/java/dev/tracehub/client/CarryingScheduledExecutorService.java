/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The same for tasks with a time; each run of a periodic one has the span of its submission. */
final class CarryingScheduledExecutorService extends CarryingExecutorService
    implements ScheduledExecutorService {

  private final ScheduledExecutorService executor;
  private final CurrentSpan current;

  CarryingScheduledExecutorService(ScheduledExecutorService executor, CurrentSpan current) {
    super(executor, current);
    this.executor = executor;
    this.current = current;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return executor.schedule(current.carry(task), delay, unit);
  }

  @Override
  public <T> ScheduledFuture<T> schedule(Callable<T> task, long delay, TimeUnit unit) {
    return executor.schedule(current.carry(task), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return executor.scheduleAtFixedRate(current.carry(task), initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return executor.scheduleWithFixedDelay(current.carry(task), initialDelay, delay, unit);
  }
}
