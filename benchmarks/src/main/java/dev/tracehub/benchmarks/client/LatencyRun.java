/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.TracehubBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How long {@code end()} holds the thread that records, call by call, in a process of its own. Each
 * call has a control beside it: the same two readings of the clock around nothing. What the control
 * shows is the machine's (the scheduler, collections, the clock itself); what the call shows beyond
 * it is the client's.
 */
final class LatencyRun {

  static final String HEADINGS =
      String.format(
          Locale.ROOT,
          "%-10s %-6s %10s %8s | %7s %8s %9s %10s | %7s %8s %9s %10s",
          "collector",
          "spool",
          "calls",
          "dropped",
          "p50 ns",
          "p99 ns",
          "p99.99 us",
          "max us",
          "p50 ns",
          "p99 ns",
          "p99.99 us",
          "max us");

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SPOOL_BYTES = 256L << 20;

  private final Tracehub tracehub;
  private final int spansPerTick;
  private final List<Lane> lanes = new ArrayList<>();
  private long droppedBefore;

  private LatencyRun(Tracehub tracehub, int threads, int rate) {
    this.tracehub = tracehub;
    this.spansPerTick = Math.max(1, rate / threads / 1_000);
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane());
    }
  }

  /** Arguments: collector, with a spool, threads, spans a second, seconds, seconds of warm-up. */
  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    CollectorState state = CollectorState.valueOf(args[0]);
    boolean spool = Boolean.parseBoolean(args[1]);
    Path folder = Files.createTempDirectory("tracehub-latency");
    try (CollectorState.Place place = state.open()) {
      TracehubBuilder builder =
          Tracehub.builder().endpoint("http://127.0.0.1:" + place.port()).service("benchmark");
      if (spool) {
        builder.spool(folder, SPOOL_BYTES);
      }
      Tracehub tracehub = builder.build();
      LatencyRun run =
          new LatencyRun(tracehub, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      run.record(Duration.ofSeconds(Long.parseLong(args[5])));
      run.lanes.forEach(Lane::reset);
      run.droppedBefore = tracehub.stats().droppedTotal();
      run.record(Duration.ofSeconds(Long.parseLong(args[4])));
      System.out.println(run.line(state, spool));
      tracehub.close(Duration.ofMillis(1));
    } finally {
      delete(folder);
    }
    System.exit(0);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void record(Duration length) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Lane lane : lanes) {
      Thread thread = new Thread(() -> lane.run(length));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private String line(CollectorState state, boolean spool) {
    Histogram calls = new Histogram(3);
    Histogram controls = new Histogram(3);
    for (Lane lane : lanes) {
      calls.add(lane.calls);
      controls.add(lane.controls);
    }
    return String.format(
            Locale.ROOT,
            "%-10s %-6s %10d %8d | ",
            state.label(),
            spool ? "yes" : "no",
            calls.getTotalCount(),
            tracehub.stats().droppedTotal() - droppedBefore)
        + percentiles(calls)
        + " | "
        + percentiles(controls);
  }

  private static String percentiles(Histogram nanos) {
    return String.format(
        Locale.ROOT,
        "%7d %8d %9.1f %10.1f",
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(99),
        nanos.getValueAtPercentile(99.99) / 1e3,
        nanos.getMaxValue() / 1e3);
  }

  /** One recording thread. */
  private final class Lane {

    private final Histogram calls = new Histogram(3);
    private final Histogram controls = new Histogram(3);
    private long number;

    void reset() {
      calls.reset();
      controls.reset();
    }

    void run(Duration length) {
      long now = System.nanoTime();
      long end = now + length.toNanos();
      while (now < end) {
        for (int i = 0; i < spansPerTick; i++) {
          record();
        }
        LockSupport.parkNanos(TICK);
        now = System.nanoTime();
      }
    }

    private void record() {
      LiveSpan span = TracehubRecorder.started(tracehub, number++);
      long start = System.nanoTime();
      span.end();
      long ended = System.nanoTime();
      // The end of one is the beginning of the other: they are as close as they can be.
      long control = System.nanoTime();
      calls.recordValue(ended - start);
      controls.recordValue(control - ended);
    }
  }
}
