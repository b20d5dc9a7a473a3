/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One library in a process of its own: what delivering costs at a rate that it keeps up with, how
 * fast it delivers when the application waits for room in its queue, and the highest rate at which
 * nothing is lost when the application does not wait. Processor time is that of the whole process,
 * the recording threads and the sink included, less what the idle process takes.
 */
final class DeliveryRun {

  static final String HEADINGS =
      String.format(
          Locale.ROOT,
          "%-28s %10s %8s %12s | %10s %8s %12s | %14s",
          "",
          "spans/s",
          "lost %",
          "spans/core-s",
          "as taken",
          "lost %",
          "spans/core-s",
          "open, no loss");

  private static final double STEP = 1.5;

  /** Someone else's work may cost a library spans that it could have kept. */
  private static final int TRIES = 3;

  /** Below this part of the rate asked for, the machine has no more to give. */
  private static final double REACHED = 0.9;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Session session;
  private final List<Producer> producers = new ArrayList<>();
  private double idleCores;

  private DeliveryRun(Session session, int threads) {
    this.session = session;
    for (int i = 0; i < threads; i++) {
      producers.add(new Producer(session));
    }
  }

  /** What one stretch of load gave. */
  private record Stretch(double spansPerSecond, long lost, long delivered, double cpuSeconds) {

    String text() {
      return String.format(
          Locale.ROOT,
          "%10.0f %8.3f %12.0f | ",
          spansPerSecond,
          100.0 * lost / (lost + delivered),
          delivered / cpuSeconds);
    }
  }

  /** Arguments: library, recording threads, rate, seconds of each stretch, seconds of warm-up. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Library library = Library.valueOf(args[0]);
    int rate = Integer.parseInt(args[2]);
    Duration length = Duration.ofSeconds(Long.parseLong(args[3]));
    Duration warmup = Duration.ofSeconds(Long.parseLong(args[4]));
    try (Session session = new Session(library)) {
      DeliveryRun run = new DeliveryRun(session, Integer.parseInt(args[1]));
      System.out.println(run.line(library, rate, length, warmup));
    }
    System.exit(0);
  }

  private String line(Library library, int rate, Duration length, Duration warmup)
      throws InterruptedException {
    load(rate, warmup.dividedBy(2));
    load(Producer.AS_TAKEN, warmup.dividedBy(2));
    idle(length);
    Stretch steady = load(rate, length);
    Stretch full = load(Producer.AS_TAKEN, length);
    return String.format(Locale.ROOT, "%-28s ", library.label())
        + steady.text()
        + full.text()
        + String.format(Locale.ROOT, "%14.0f", highest(rate, length));
  }

  private void idle(Duration length) throws InterruptedException {
    long cpu = SYSTEM.getProcessCpuTime();
    TimeUnit.NANOSECONDS.sleep(length.toNanos());
    idleCores = (double) (SYSTEM.getProcessCpuTime() - cpu) / length.toNanos();
  }

  /** Raises the rate until spans are lost or the rate is not reached. */
  private double highest(double from, Duration length) throws InterruptedException {
    double highest = 0;
    for (double rate = from; ; rate *= STEP) {
      Stretch best = withoutLoss(rate, length);
      highest = Math.max(highest, best.lost() == 0 ? best.spansPerSecond() : 0);
      if (best.lost() > 0 || best.spansPerSecond() < REACHED * rate) {
        return highest;
      }
    }
  }

  private Stretch withoutLoss(double rate, Duration length) throws InterruptedException {
    Stretch stretch = load(rate, length);
    for (int i = 1; i < TRIES && stretch.lost() > 0; i++) {
      stretch = load(rate, length);
    }
    return stretch;
  }

  private Stretch load(double rate, Duration length) throws InterruptedException {
    long recorded = session.recorded();
    long delivered = session.delivered();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (Producer producer : producers) {
      Thread thread = new Thread(() -> producer.run(rate / producers.size(), length));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long lost = session.settle();
    double all = (System.nanoTime() - start) / 1e9;
    double used = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    return new Stretch(
        (session.recorded() - recorded) / seconds,
        lost,
        session.delivered() - delivered,
        used - idleCores * all);
  }
}
