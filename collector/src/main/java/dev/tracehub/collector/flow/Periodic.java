/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.flow;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, whatever becomes of it. Thread-safe. */
public final class Periodic implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

  private final ScheduledExecutorService thread;

  private Periodic(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Begins, with a pause first.
   *
   * @param name of the thread
   * @param pause between an end and the next begin
   */
  public static Periodic every(Duration pause, String name, Runnable work) {
    Periodic periodic =
        new Periodic(
            Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread made = new Thread(task, name);
                  made.setDaemon(true);
                  return made;
                }));
    long millis = pause.toMillis();
    var unused =
        periodic.thread.scheduleWithFixedDelay(
            () -> guarded(name, work), millis, millis, TimeUnit.MILLISECONDS);
    return periodic;
  }

  private static void guarded(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("{} failed; it is tried again", name, e);
    }
  }

  /** Begins no more; what is under way ends by itself. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
