/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.util.Map;

/**
 * The blocks that were stored whole. A block that is among the newest is written again all the
 * same: what the server said it took may be lost when its machine loses power, and the tables know
 * the tokens of the rest. An older one is not, because the tables have forgotten its token.
 */
final class StoredBlocks {

  /**
   * Blocks after which a block counts as old: a table remembers more, also when most blocks have
   * rows of several days.
   */
  private static final int YOUNG = 1_000;

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
    GenericRecord row =
        server
            .query(
                "SELECT toInt64(count()) AS known, toInt64((SELECT count() FROM blocks WHERE"
                    + " stored_at > (SELECT max(stored_at) FROM blocks WHERE token = {token:String})))"
                    + " AS later FROM blocks WHERE token = {token:String}",
                Map.of("token", token))
            .get(0);
    if (row.getLong("known") == 0) {
      return State.NEW;
    }
    return row.getLong("later") < YOUNG ? State.YOUNG : State.OLD;
  }

  void add(Block block) {
    server.insertOnce(
        "INSERT INTO blocks (token, records, stored_at)"
            + " SELECT {token:String}, {records:UInt32}, now()",
        Map.of("token", block.token(), "records", block.records().size()),
        block.token());
  }
}
