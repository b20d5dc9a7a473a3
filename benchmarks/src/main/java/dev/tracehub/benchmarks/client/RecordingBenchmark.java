/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What start, eight attributes and end of a span cost the thread that records it. An invocation is
 * a burst of spans. With {@link Pace#KEPT} a burst begins when there is room in the library's
 * queue, so that all are kept and sent; with {@link Pace#FLAT_OUT} the bursts follow at once, which
 * no library can deliver.
 *
 * <p>Processor time and bytes are those of the recording threads during their bursts.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordingBenchmark {

  static final int BURST = 64;

  /** How the bursts follow each other. */
  public enum Pace {
    /** When there is room. */
    KEPT,
    /** At once. */
    FLAT_OUT
  }

  /** A library and its sink. */
  @State(Scope.Benchmark)
  public static class Subject {

    @Param({"TRACEHUB"})
    Library library = Library.TRACEHUB;

    @Param({"KEPT", "FLAT_OUT"})
    Pace pace = Pace.KEPT;

    private @Nullable Session session;

    Session session() {
      return Objects.requireNonNull(session);
    }

    /** Connects. */
    @Setup(Level.Trial)
    public void open() throws IOException {
      session = new Session(library);
    }

    /** Ends. */
    @TearDown(Level.Trial)
    public void close() {
      session().close();
    }
  }

  /** One recording thread and what it used. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Use {

    private static final ThreadMXBean THREADS =
        ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    public long spans;
    public long cpuNanos;
    public long bytes;
    public long lost;

    private long number;
    private long cpuBefore;
    private long bytesBefore;

    /** Before a burst. */
    @Setup(Level.Invocation)
    public void await(Subject subject) {
      if (subject.pace == Pace.KEPT) {
        subject.session().awaitRoom();
      }
      bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      cpuBefore = THREADS.getCurrentThreadCpuTime();
    }

    /** After a burst. */
    @TearDown(Level.Invocation)
    public void count(Subject subject) {
      cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuBefore;
      bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
      spans += BURST;
      number += BURST;
      subject.session().recorded(BURST);
    }

    /** After the bursts of an iteration. */
    @TearDown(Level.Iteration)
    public void settle(Subject subject, ThreadParams threads) {
      if (threads.getThreadIndex() == 0) {
        lost += subject.session().settle();
      }
    }
  }

  /** A burst. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void record(Subject subject, Use use) {
    subject.session().record(use.number, BURST);
  }
}
