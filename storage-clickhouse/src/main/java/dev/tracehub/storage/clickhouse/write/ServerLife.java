/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which server answers, and since when it runs. What a server acknowledged is in its machine's
 * memory at least, so only a machine that went down can have lost it, and its server with it.
 * Thread-safe.
 */
final class ServerLife {

  /** The server tells whole seconds; no machine is back so soon. */
  private static final long JITTER_SECONDS = 2;

  private final ClickHouseServer server;
  private final Map<String, Long> started = new ConcurrentHashMap<>();

  ServerLife(ClickHouseServer server) {
    this.server = server;
  }

  String now() {
    GenericRecord row =
        server
            .query(
                "SELECT hostName() AS host, toInt64(toUnixTimestamp(now())) - toInt64(uptime()) AS"
                    + " start",
                Map.of())
            .get(0);
    String host = row.getString("host");
    long start = row.getLong("start");
    long known =
        started.merge(
            host,
            start,
            (before, after) -> Math.abs(after - before) <= JITTER_SECONDS ? before : after);
    return host + " since " + known;
  }
}
