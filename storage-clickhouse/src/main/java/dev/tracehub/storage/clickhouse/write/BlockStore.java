/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.encode.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stores blocks in ClickHouse, one synchronous insert per table and month under the block's token.
 * Nothing is kept between blocks, so that any number of processes may write. Thread-safe; its calls
 * block.
 *
 * <p>A block whose answer was lost is written again under its token with the same records, and
 * becomes the same rows: each table and each view's target takes what it does not have yet.
 */
public final class BlockStore {

  private final ClickHouseServer server;
  private final Lane lane;
  private final ServerLife life;
  private final int retentionDays;

  /**
   * A store of blocks.
   *
   * @param lane encodes and sends, and waits for the server
   * @param retentionDays the class of retention of records of which none was written down
   */
  public BlockStore(ClickHouseServer server, Lane lane, int retentionDays) {
    this.server = server;
    this.lane = lane;
    this.life = new ServerLife(server);
    this.retentionDays = retentionDays;
  }

  /** Stays the same as long as nothing that was acknowledged can be lost. */
  public String life() {
    return life.now();
  }

  /**
   * Stores a block.
   *
   * @throws StorageException INVALID when the server refuses a row, and then nobody knows which
   */
  public WriteResult write(Block block) {
    if (block.records().isEmpty()) {
      return new WriteResult(0, 0, List.of());
    }
    WriteResult repeated = new WriteResult(0, block.records().size(), List.of());
    StoredBlocks blocks = new StoredBlocks(server);
    StoredBlocks.State state = blocks.state(block.token());
    if (state == StoredBlocks.State.OLD) {
      return repeated;
    }
    Stamp stamp = Stamp.of(block.token(), retentionDays);
    List<Candidates.Candidate> candidates = Candidates.of(block.records(), stamp);
    Times times = Candidates.spanTimes(candidates);
    SortedBlock sorted =
        SortedBlock.of(stamp, candidates, HeldRecords.find(server, stamp, candidates, times));
    insert(sorted.inserts(), block.token());
    Corrections.Rows corrections =
        new Corrections(server, stamp).rows(sorted.roles(), sorted.costs(), times);
    List<TableInsert<?>> changes = new ArrayList<>();
    TableInsert.add(changes, RoleRow.LAYOUT, corrections.roles(), row -> row.span().start());
    TableInsert.add(changes, CostRow.LAYOUT, corrections.costs(), row -> row.span().start());
    insert(changes, block.token());
    Days days = sorted.days();
    corrections
        .roles()
        .forEach(row -> days.add(Days.Sort.ROLE, row.span().retentionDays(), row.span().start()));
    corrections
        .costs()
        .forEach(row -> days.add(Days.Sort.COST, row.span().retentionDays(), row.span().start()));
    blocks.add(block, days.parts());
    return state == StoredBlocks.State.NEW ? sorted.result() : repeated;
  }

  /** One insert at a time. */
  private void insert(List<TableInsert<?>> inserts, String token) {
    CompletionStage<Boolean> underWay = CompletableFuture.completedFuture(true);
    try {
      for (TableInsert<?> insert : inserts) {
        RowBlock<?> rows = insert.block();
        Lane.await(underWay);
        underWay = lane.run(() -> insert(rows, token + insert.part()));
      }
    } finally {
      // Also of a block that fails nothing is under way any more when its writer hears of it.
      Lane.await(underWay);
    }
  }

  private boolean insert(RowBlock<?> rows, String token) {
    server.insertOnce(rows, token);
    return true;
  }
}
