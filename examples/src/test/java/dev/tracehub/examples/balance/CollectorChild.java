/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.balance;

import static org.awaitility.Awaitility.await;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A collector in a process of its own, so that it can be killed. */
final class CollectorChild implements AutoCloseable {

  private final Process process;
  private final ManagedChannel channel;

  private CollectorChild(Process process, int port) {
    this.process = process;
    this.channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .maxInboundMessageSize(64 << 20)
            .disableRetry()
            .build();
  }

  /** Starts one over a folder, with what an earlier one left there, and waits until it listens. */
  static CollectorChild start(Path folder, String heap, String... flags) throws IOException {
    Path ports = folder.resolve("ports");
    Files.deleteIfExists(ports);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.tracehub.collector.cli.Main", "serve"));
    command.addAll(List.of("--grpc-port", "0", "--http-port", "0"));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of("--port-file", ports.toString()));
    command.addAll(List.of(flags));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TRACEHUB_"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    Process process = builder.start();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(ports) || !process.isAlive());
    Properties read = new Properties();
    try (var reader = Files.newBufferedReader(ports)) {
      read.load(reader);
    }
    return new CollectorChild(process, Integer.parseInt(read.getProperty("grpc_port")));
  }

  ManagedChannel channel() {
    return channel;
  }

  /** SIGKILL. */
  @Override
  public void close() {
    channel.shutdownNow();
    process.destroyForcibly().onExit().join();
  }
}
