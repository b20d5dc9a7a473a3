/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.Topology;
import java.util.Map;

/**
 * The blocks that were stored whole. A block that is among the newest is written again all the
 * same: what the server said it took may be lost when its machine loses power, and the tables know
 * the tokens of the rest. An older one is not, because the tables have forgotten its token.
 */
final class StoredBlocks {

  /**
   * Parts after which a block counts as old. A table remembers a token for each partition that it
   * was inserted into, so that blocks of many days are forgotten sooner. The other half is for
   * blocks that were broken off, of which nobody knows how far they came.
   */
  private static final int YOUNG_PARTS = Topology.REMEMBERED_BLOCKS / 2;

  /** How well a block is known. */
  enum State {
    NEW,
    /** Stored, and the tables still know its token. */
    YOUNG,
    OLD
  }

  private final ClickHouseServer server;

  StoredBlocks(ClickHouseServer server) {
    this.server = server;
  }

  State state(String token) {
    Map<String, Object> parameters = Map.of("token", token);
    boolean known =
        count("SELECT toInt64(count()) AS n FROM blocks WHERE token = {token:String}", parameters)
            > 0;
    if (!known) {
      return State.NEW;
    }
    long parts =
        count(
            "SELECT toInt64(sum(parts)) AS n FROM blocks WHERE stored_at >="
                + " (SELECT min(stored_at) FROM blocks WHERE token = {token:String})",
            parameters);
    return parts < YOUNG_PARTS ? State.YOUNG : State.OLD;
  }

  private long count(String sql, Map<String, Object> parameters) {
    return server.query(sql, parameters).get(0).getLong("n");
  }

  /**
   * Notes a block.
   *
   * @param parts at least as many as any table made of it
   */
  void add(Block block, int parts) {
    server.insertOnce(
        "INSERT INTO blocks (token, records, parts, stored_at)"
            + " SELECT {token:String}, {records:UInt32}, {parts:UInt32}, now()",
        Map.of(
            "token", block.token(), "records", block.records().size(), "parts", Math.max(1, parts)),
        block.token());
  }
}
