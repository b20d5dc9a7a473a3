/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A collector in a process of its own, as users run it, so that it can be killed. */
public final class CollectorProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** The long runs hold a million spans. */
  private static final String HEAP = Boolean.getBoolean("tracehub.long") ? "-Xmx3g" : "-Xmx768m";

  private final Process process;
  private final Path log;
  private final int grpcPort;
  private final int httpPort;

  private CollectorProcess(Process process, Path log, Properties ports) {
    this.process = process;
    this.log = log;
    this.grpcPort = Integer.parseInt(ports.getProperty("grpc_port"));
    this.httpPort = Integer.parseInt(ports.getProperty("http_port"));
  }

  /**
   * Starts a collector over a folder and waits until it listens.
   *
   * @param folder where the journal, the log and the port file are
   * @param flags further flags of {@code serve}
   */
  public static CollectorProcess start(Path folder, String... flags) {
    return startUnder(List.of(), folder, flags);
  }

  /**
   * Starts a collector by way of another command, such as {@code unshare}, that replaces itself
   * with the command that follows it.
   *
   * @param wrapper the command and its arguments
   * @param folder as in {@link #start}
   * @param flags as in {@link #start}
   */
  static CollectorProcess startUnder(List<String> wrapper, Path folder, String... flags) {
    try {
      Path ports = folder.resolve("ports");
      Files.deleteIfExists(ports);
      Path log = folder.resolve("collector.log");
      Process process = launch(wrapper, folder, ports, log, flags);
      Awaitility.await()
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Files.exists(ports) || !process.isAlive());
      if (!Files.exists(ports)) {
        throw new IllegalStateException(
            "the collector ended at its start:\n" + Files.readString(log));
      }
      Properties read = new Properties();
      try (var reader = Files.newBufferedReader(ports)) {
        read.load(reader);
      }
      return new CollectorProcess(process, log, read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(
      List<String> wrapper, Path folder, Path ports, Path log, String... flags) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.tracehub.collector.cli.Main", "serve"));
    command.addAll(List.of("--grpc-port", "0", "--http-port", "0"));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of("--port-file", ports.toString()));
    command.addAll(List.of(flags));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TRACEHUB_"));
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  /** A channel to the gRPC port; the caller shuts it down. */
  public ManagedChannel channel() {
    return Grpc.newChannelBuilderForAddress(
            "127.0.0.1", grpcPort, InsecureChannelCredentials.create())
        .maxInboundMessageSize(64 << 20)
        .disableRetry()
        .build();
  }

  /** The gRPC port. */
  public int grpcPort() {
    return grpcPort;
  }

  /** The HTTP port. */
  public int httpPort() {
    return httpPort;
  }

  /** The process's id. */
  long pid() {
    return process.pid();
  }

  /** What the collector wrote. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Stops the process where it is: SIGSTOP. Only {@link #kill} moves it again. */
  void freeze() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(pid())).inheritIO().start().waitFor();
  }

  /** Ends the process at once: SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends the process as an operator would, with SIGTERM; answers its exit code. */
  public int stop() {
    process.destroy();
    return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
