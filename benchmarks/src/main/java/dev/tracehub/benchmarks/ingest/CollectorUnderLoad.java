/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetIngestStatusResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** The collector as users run it, in a process of its own, in front of a ClickHouse. */
final class CollectorUnderLoad implements AutoCloseable {

  static final String HEAP = "-Xmx512m";
  private static final long POLL_NANOS = 20_000_000;

  private final Process process;
  private final int port;
  private final ManagedChannel channel;

  CollectorUnderLoad(
      Path folder, URI clickHouse, String database, String compression, List<String> options)
      throws IOException {
    Files.createDirectories(folder);
    Path ports = folder.resolve("ports");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "dev.tracehub.collector.cli.Main",
            "serve",
            "--storage",
            "clickhouse",
            "--clickhouse-url",
            clickHouse.toString(),
            "--clickhouse-database",
            database,
            "--clickhouse-compression",
            compression,
            "--data-dir",
            folder.resolve("data").toString(),
            "--grpc-port",
            "0",
            "--http-port",
            "0",
            "--port-file",
            ports.toString()));
    this.process = new ProcessBuilder(command).inheritIO().start();
    while (!Files.exists(ports)) {
      if (!process.isAlive()) {
        throw new IOException("the collector ended at its start");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    Properties read = new Properties();
    try (var reader = Files.newBufferedReader(ports)) {
      read.load(reader);
    }
    this.port = Integer.parseInt(read.getProperty("grpc_port"));
    this.channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .build();
  }

  int port() {
    return port;
  }

  OsProcess process() {
    return new OsProcess(process.pid());
  }

  /** Waits until the store has all of the journal. */
  void awaitStored() {
    while (status().getDrain().getLagBytes() > 0) {
      if (!process.isAlive()) {
        throw new UncheckedIOException(new IOException("the collector ended"));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private GetIngestStatusResponse status() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroy();
    process.onExit().join();
  }
}
