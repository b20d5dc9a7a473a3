/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.client.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks questions: read-only, and with a cap on the memory and the time that each may take. A
 * question that hits a cap fails with OVER_CAPACITY. Thread-safe; its calls block.
 */
public final class Queries {

  private final ClickHouseServer server;
  private final Lane beside;
  private final Map<String, String> settings;

  /**
   * Questions to a server.
   *
   * @param beside asks what is asked beside something else
   * @param maxMemoryBytes the most memory of a question
   * @param maxTime the longest that a question may take
   */
  public Queries(ClickHouseServer server, Lane beside, long maxMemoryBytes, Duration maxTime) {
    this.server = server;
    this.beside = beside;
    this.settings =
        Map.of(
            "readonly", "1",
            "max_memory_usage", Long.toString(maxMemoryBytes),
            "max_execution_time", Double.toString(maxTime.toMillis() / 1e3),
            "timeout_overflow_mode", "throw",
            // Tables are cut into shards by trace, so that what belongs together lies together.
            "distributed_product_mode", "local",
            // Groups are never left out in silence.
            "group_by_overflow_mode", "throw");
  }

  /** The rows of the answer, each turned into a value. */
  public <T> List<T> list(String sql, Parameters parameters, Function<Row, T> value) {
    List<T> values = new ArrayList<>();
    server.read(sql, parameters.values(), settings, row -> values.add(value.apply(row)));
    return values;
  }

  /**
   * Begins to ask, beside what the caller goes on to ask: the answers of a step are waited for
   * together, with {@link Lane#await}. What is asked so must not ask beside itself in turn.
   */
  public <T> CompletionStage<T> beside(Supplier<T> question) {
    return beside.run(question);
  }

  /** The first row of the answer turned into a value; empty when there is none. */
  public <T> Optional<T> first(String sql, Parameters parameters, Function<Row, T> value) {
    return list(sql, parameters, value).stream().findFirst();
  }
}
