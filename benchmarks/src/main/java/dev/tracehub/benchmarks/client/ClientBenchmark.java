/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import dev.tracehub.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench client}: the client beside OpenTelemetry's SDK and zipkin-reporter. */
@Command(
    name = "client",
    description =
        "What recording and delivering spans costs an application, beside OpenTelemetry and"
            + " Zipkin.",
    mixinStandardHelpOptions = true)
public final class ClientBenchmark implements Callable<Integer> {

  /** Of every measured process. The last: the sink's answers over HTTP wait for no other packet. */
  static final List<String> JVM_ARGUMENTS =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Dsun.net.httpserver.nodelay=true");

  private static final int LATENCY_THREADS = 8;
  private static final int LATENCY_RATE = 32_000;

  @Option(names = "--libraries", split = ",", description = "Only: ${COMPLETION-CANDIDATES}.")
  private Library[] libraries = Library.values();

  @Option(names = "--paces", split = ",", description = "Only: ${COMPLETION-CANDIDATES}.")
  private RecordingBenchmark.Pace[] paces = RecordingBenchmark.Pace.values();

  @Option(
      names = "--threads",
      split = ",",
      defaultValue = "1,2,4,8",
      description = "Recording threads.")
  private int[] threads = {1, 2, 4, 8};

  @Option(names = "--forks", defaultValue = "1", description = "Processes of each JMH trial.")
  private int forks = 1;

  @Option(
      names = "--warmup",
      defaultValue = "4",
      description = "Seconds before a measurement; four times as many before the first delivery.")
  private int warmup = 4;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Seconds of each measurement; JMH iterations of one second.")
  private int seconds = 5;

  @Option(
      names = "--rate",
      defaultValue = "20000",
      description = "Spans a second of the delivery that is priced; the first of the ladder.")
  private int rate = 20_000;

  @Option(names = "--recording-only", description = "Leave delivery and latency out.")
  private boolean recordingOnly;

  @Option(names = "--delivery-only", description = "Leave recording and latency out.")
  private boolean deliveryOnly;

  @Option(
      names = "--latency-only",
      description = "Only how long the end of a span holds its thread, with bad collectors too.")
  private boolean latencyOnly;

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    System.out.println(Machine.describe());
    System.out.println("each process: " + String.join(" ", JVM_ARGUMENTS));
    System.out.println();
    if (!deliveryOnly && !latencyOnly) {
      for (RecordingBenchmark.Pace pace : paces) {
        recording(pace);
      }
    }
    if (!recordingOnly && !latencyOnly) {
      delivery();
    }
    if (!recordingOnly && !deliveryOnly) {
      latency();
    }
    return 0;
  }

  private void recording(RecordingBenchmark.Pace pace) throws RunnerException {
    System.out.println(
        pace == RecordingBenchmark.Pace.KEPT
            ? "Recording a span with 8 attributes, in bursts that the library keeps and sends"
            : "The same flat out: more than any library delivers");
    System.out.println(RecordingRun.HEADINGS);
    RecordingRun run = new RecordingRun(forks, warmup, seconds);
    for (Library library : libraries) {
      for (int count : threads) {
        System.out.println(run.line(library, pace, count));
      }
    }
    System.out.println();
  }

  private void delivery() throws IOException, InterruptedException {
    System.out.println("Delivery from 2 recording threads to a sink in the same process");
    System.out.println(DeliveryRun.HEADINGS);
    for (Library library : libraries) {
      run(
          DeliveryRun.class,
          library.name(),
          "2",
          Integer.toString(rate),
          Integer.toString(seconds),
          Integer.toString(4 * warmup));
    }
    System.out.println();
  }

  private void latency() throws IOException, InterruptedException {
    System.out.printf(
        "end() of a span, call by call, %d threads, %,d spans a second; on the right a control:%n"
            + "the same two readings of the clock around nothing%n",
        LATENCY_THREADS, LATENCY_RATE);
    System.out.println(LatencyRun.HEADINGS);
    for (boolean spool : new boolean[] {false, true}) {
      for (CollectorState state : CollectorState.values()) {
        run(
            LatencyRun.class,
            state.name(),
            Boolean.toString(spool),
            Integer.toString(LATENCY_THREADS),
            Integer.toString(LATENCY_RATE),
            Integer.toString(2 * seconds),
            Integer.toString(2 * warmup));
      }
    }
  }

  /** Runs a part in a process of its own. */
  private static void run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_ARGUMENTS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          main.getSimpleName() + " " + String.join(" ", arguments) + " ended with " + code);
    }
  }
}
