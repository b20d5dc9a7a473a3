/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TimeRange;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an application with SIGKILL at random moments while no collector listens, each time
 * followed by a new process with the same spool; then while the spool is sent. What the client had
 * said to be safe must be at the collector once.
 */
class SpoolCrashIT {

  private static final int KILLS = 10;
  private static final int KILLS_WHILE_SENDING = 3;
  private static final int MOST_SPANS_OF_A_PROCESS = 4_000;
  private static final int LINE_BYTES = 32 + 16 + 1;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long seed = Long.getLong("tracehub.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  private Path spool;
  private Path issued;
  private Path confirmed;

  /** Bound and never listening: refuses the client, and keeps the port for the collector. */
  private Socket reserved;

  private int port;
  private @Nullable Process process;

  @BeforeEach
  void prepare() throws IOException {
    System.out.println(
        "SpoolCrashIT seed: " + seed + " (repeat with -Dtracehub.seed=" + seed + ")");
    spool = folder.resolve("spool");
    issued = Files.createFile(folder.resolve("issued"));
    confirmed = Files.createFile(folder.resolve("confirmed"));
    reserved = new Socket();
    reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    port = reserved.getLocalPort();
  }

  @AfterEach
  void end() throws IOException {
    kill();
    reserved.close();
  }

  private void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void kill_tenTimesWithoutACollector_everyConfirmedSpanArrivesOnce() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      start("record");
      awaitIssued(ids(issued).size() + 1 + random.nextInt(MOST_SPANS_OF_A_PROCESS));
      kill();
    }
    Set<String> safe = new HashSet<>(ids(confirmed));
    assertThat(safe).isNotEmpty();

    try (Collector collector = collector()) {
      for (int i = 1; i <= KILLS_WHILE_SENDING; i++) {
        start("drain");
        // Within the first half: what is sent while the collector is asked must not be the rest.
        int until = safe.size() * i / (KILLS_WHILE_SENDING + 1) / 2;
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> stored(collector) >= until || !process.isAlive());
        assertThat(process.isAlive()).as("it was sending; %s", log()).isTrue();
        kill();
        assertThat(stored(collector)).as("not all was sent").isLessThan(safe.size());
      }
      start("drain");
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(log()).isZero();
      assertEachOnce(collector, safe);
      assertThat(spool).isEmptyDirectory();
    }
    assertThat(fatal).isEmpty();
  }

  private void assertEachOnce(Collector collector, Set<String> safe) throws IOException {
    List<Span> arrived = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              arrived.clear();
              arrived.addAll(spans(collector));
              return arrived.size() >= safe.size();
            });
    Set<String> once = new HashSet<>();
    for (Span span : arrived) {
      assertThat(once.add(span.getTraceId() + span.getSpanId())).as("%s twice", span).isTrue();
    }
    assertThat(once).containsAll(safe);
    assertThat(new HashSet<>(ids(issued))).containsAll(once);
    System.out.printf(
        "SpoolCrashIT: %d kills, %d of them while sending; %,d spans issued, %,d confirmed,"
            + " %,d arrived: 0 confirmed lost, 0 twice%n",
        KILLS + KILLS_WHILE_SENDING,
        KILLS_WHILE_SENDING,
        ids(issued).size(),
        safe.size(),
        once.size());
  }

  private void start(String what) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SpoolingApplication.class.getName(), what));
    command.add("http://127.0.0.1:" + port);
    command.addAll(List.of(spool.toString(), issued.toString(), confirmed.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
  }

  private void awaitIssued(int spans) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> Files.size(issued) >= (long) spans * LINE_BYTES || !process.isAlive());
    assertThat(process.isAlive()).as("the application lives until it is killed").isTrue();
  }

  /** Without what a kill tore. */
  private static List<String> ids(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.length() == LINE_BYTES - 1)
        .toList();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private Collector collector() throws IOException {
    reserved.close();
    return Collector.start(
        Settings.of(
            Map.of(
                "grpc_port",
                String.valueOf(port),
                "http_port",
                "0",
                "data_dir",
                folder.resolve("data").toString())),
        fatal::add);
  }

  private static long stored(Collector collector) {
    return spans(collector).size();
  }

  private static List<Span> spans(Collector collector) {
    long now = Instant.now().getEpochSecond();
    TimeRange range =
        TimeRange.newBuilder()
            .setStart(Timestamps.fromSeconds(now - 7200))
            .setEnd(Timestamps.fromSeconds(now + 60))
            .build();
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .maxInboundMessageSize(64 << 20)
            .build();
    try {
      List<Span> spans = new ArrayList<>();
      QueryServiceGrpc.newBlockingStub(channel)
          .export(ExportRequest.newBuilder().setTimeRange(range).build())
          .forEachRemaining(chunk -> spans.addAll(chunk.getSpansList()));
      return spans;
    } finally {
      channel.shutdownNow();
    }
  }
}
