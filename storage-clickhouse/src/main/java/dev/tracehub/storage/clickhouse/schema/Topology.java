/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import java.util.Map;

/**
 * How the tables are spread: over one server or over a cluster. The same files serve both; this
 * fills in their placeholders. Immutable.
 *
 * @param description the name that is kept beside the schema: one cannot become the other
 * @param cluster the cluster of the Distributed tables; empty for none
 * @param placeholders the placeholders' values
 */
public record Topology(String description, String cluster, Map<String, String> placeholders) {

  /** Most inserted blocks that a table remembers, to drop those that come again. */
  public static final int REMEMBERED_BLOCKS = 10_000;

  public Topology {
    placeholders = Map.copyOf(placeholders);
  }

  /** What the settings say. */
  public static Topology of(ClickHouseSettings settings) {
    return settings.cluster().map(Topology::cluster).orElseGet(Topology::single);
  }

  /** One server. */
  static Topology single() {
    return new Topology(
        "single",
        "",
        Map.of(
            "on_cluster", "",
            "local", "",
            "replicated", "",
            "everywhere", "",
            "dedup", "non_replicated_deduplication_window = " + REMEMBERED_BLOCKS));
  }

  /** A cluster with ClickHouse Keeper: statements run on every node, tables are replicated. */
  static Topology cluster(String name) {
    return new Topology(
        "cluster " + name,
        name,
        Map.of(
            "on_cluster", "ON CLUSTER " + name,
            "local", "_local",
            "replicated", "Replicated",
            "everywhere", "('/clickhouse/tables/{uuid}/everywhere', '{shard}_{replica}')",
            "dedup", "replicated_deduplication_window = " + REMEMBERED_BLOCKS));
  }
}
