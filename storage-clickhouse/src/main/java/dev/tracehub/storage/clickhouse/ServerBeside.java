/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ClickHouse of the collector's own on this machine, for who gave no address: its data lies in
 * the data directory, it starts with the first use of the store and ends with the process.
 * Thread-safe.
 */
final class ServerBeside implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerBeside.class);

  private final Path folder;
  private final int httpPort;
  private final int tcpPort;
  private @Nullable LocalClickHouse server;
  private boolean closed;

  /** A server that has its ports and does not run yet. */
  ServerBeside(Path folder) {
    this.folder = folder;
    try {
      this.httpPort = LocalClickHouse.freePort();
      this.tcpPort = LocalClickHouse.freePort();
    } catch (IOException e) {
      throw StorageException.internal("no free port for ClickHouse", e);
    }
  }

  /** Where it will answer. */
  URI url() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /**
   * Starts it unless it runs.
   *
   * @throws StorageException INTERNAL when it cannot be had or does not start
   */
  synchronized void ensure() {
    LocalClickHouse running = server;
    if (closed || (running != null && running.isRunning())) {
      return;
    }
    try {
      if (running == null) {
        LOG.info("starting a ClickHouse beside the collector, data in {}", folder);
        server =
            LocalClickHouse.start(LocalClickHouseOptions.in(folder).withPorts(httpPort, tcpPort));
      } else {
        LOG.warn("the ClickHouse beside the collector has ended; starting it again");
        running.restart();
      }
    } catch (IOException e) {
      throw StorageException.internal("ClickHouse does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      try {
        server.close();
      } catch (IOException e) {
        LOG.warn("the ClickHouse beside the collector did not end well", e);
      }
    }
  }
}
