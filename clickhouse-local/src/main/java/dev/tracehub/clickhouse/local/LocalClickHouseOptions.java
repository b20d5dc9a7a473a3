/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a ClickHouse. Immutable; each {@code with…} answers a changed copy.
 *
 * @param dataDirectory holds data, configuration and logs; made when it is missing
 * @param httpPort the HTTP port; 0 picks a free one
 * @param tcpPort the native port; 0 picks a free one
 * @param memoryBytes the most memory that queries, merges and caches take together
 * @param users users besides {@code default}, with their passwords
 * @param cluster the cluster that the server belongs to, if any
 * @param startTimeout how long a start may take until the server answers
 * @param environment the environment variables that say where to look for an engine
 */
public record LocalClickHouseOptions(
    Path dataDirectory,
    int httpPort,
    int tcpPort,
    long memoryBytes,
    Map<String, String> users,
    Optional<ClickHouseCluster> cluster,
    Duration startTimeout,
    Map<String, String> environment) {

  /** The most memory when nothing else is asked for. */
  public static final long DEFAULT_MEMORY_BYTES = 1L << 30;

  /** The least memory that the engine works with. */
  public static final long MIN_MEMORY_BYTES = 256L << 20;

  public LocalClickHouseOptions {
    users = Map.copyOf(users);
    environment = Map.copyOf(environment);
    requirePort("httpPort", httpPort);
    requirePort("tcpPort", tcpPort);
    if (memoryBytes < MIN_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "memoryBytes: " + memoryBytes + " (expected: >= " + MIN_MEMORY_BYTES + ")");
    }
    for (String user : users.keySet()) {
      if (!user.matches("[a-z][a-z0-9_]*") || user.equals("default")) {
        throw new IllegalArgumentException(
            "user: \"" + user + "\" (expected: small letters, digits, underscores; not default)");
      }
    }
  }

  /** A server with its data in the folder, on free ports, and otherwise at its defaults. */
  public static LocalClickHouseOptions in(Path dataDirectory) {
    return new LocalClickHouseOptions(
        dataDirectory,
        0,
        0,
        DEFAULT_MEMORY_BYTES,
        Map.of(),
        Optional.empty(),
        Duration.ofMinutes(1),
        System.getenv());
  }

  /** With these ports; 0 picks a free one. */
  public LocalClickHouseOptions withPorts(int http, int tcp) {
    return new LocalClickHouseOptions(
        dataDirectory, http, tcp, memoryBytes, users, cluster, startTimeout, environment);
  }

  /** With this bound on memory. */
  public LocalClickHouseOptions withMemoryBytes(long bytes) {
    return new LocalClickHouseOptions(
        dataDirectory, httpPort, tcpPort, bytes, users, cluster, startTimeout, environment);
  }

  /** With these users, by name, besides {@code default}. */
  public LocalClickHouseOptions withUsers(Map<String, String> passwords) {
    return new LocalClickHouseOptions(
        dataDirectory,
        httpPort,
        tcpPort,
        memoryBytes,
        passwords,
        cluster,
        startTimeout,
        environment);
  }

  /** As a member of a cluster. */
  public LocalClickHouseOptions withCluster(ClickHouseCluster member) {
    return new LocalClickHouseOptions(
        dataDirectory,
        httpPort,
        tcpPort,
        memoryBytes,
        users,
        Optional.of(member),
        startTimeout,
        environment);
  }

  /** With these environment variables in place of the process's own. */
  public LocalClickHouseOptions withEnvironment(Map<String, String> variables) {
    return new LocalClickHouseOptions(
        dataDirectory, httpPort, tcpPort, memoryBytes, users, cluster, startTimeout, variables);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
    }
  }
}
