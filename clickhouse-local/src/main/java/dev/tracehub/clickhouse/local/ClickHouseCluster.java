/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.util.List;

/**
 * A cluster that servers know by name: one shard per node, one replica each, all on this machine.
 *
 * @param name the name, as in {@code Distributed(name, …)}
 * @param tcpPorts the native port of each shard, in the order of the shards
 */
public record ClickHouseCluster(String name, List<Integer> tcpPorts) {

  public ClickHouseCluster {
    tcpPorts = List.copyOf(tcpPorts);
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "name: \"" + name + "\" (expected: small letters, digits and underscores)");
    }
    if (tcpPorts.isEmpty()) {
      throw new IllegalArgumentException("tcpPorts: empty (expected: at least one)");
    }
  }
}
