/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.encode.RowBlock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Writes blocks into ClickHouse, one synchronous insert per table under the block's token. Nothing
 * is kept between blocks, so that any number of processes may write.
 *
 * <p>A block whose answer was lost is written again under its token with the same records, and
 * becomes the same rows: each table and each view's target takes what it does not have yet.
 */
public final class ClickHouseSpanWriter implements SpanWriter {

  private final Supplier<ClickHouseServer> server;
  private final int retentionDays;
  private final Executor executor;

  /**
   * A writer that does nothing yet.
   *
   * @param server gives the server when it is needed; its failures are those of the stages
   * @param retentionDays the class of retention of new records
   * @param executor runs the writing of one block at a time per thread; its threads block
   */
  public ClickHouseSpanWriter(
      Supplier<ClickHouseServer> server, int retentionDays, Executor executor) {
    this.server = server;
    this.retentionDays = retentionDays;
    this.executor = executor;
  }

  @Override
  public CompletionStage<WriteResult> write(Block block) {
    return CompletableFuture.supplyAsync(() -> write(server.get(), block), executor);
  }

  private WriteResult write(ClickHouseServer open, Block block) {
    if (block.records().isEmpty()) {
      return new WriteResult(0, 0, List.of());
    }
    WriteResult repeated = new WriteResult(0, block.records().size(), List.of());
    StoredBlocks blocks = new StoredBlocks(open);
    StoredBlocks.State state = blocks.state(block.token());
    if (state == StoredBlocks.State.OLD) {
      return repeated;
    }
    Stamp stamp = Stamp.of(block.token(), retentionDays);
    List<Candidates.Candidate> candidates = Candidates.of(block.records(), stamp);
    SortedBlock sorted =
        SortedBlock.of(stamp, candidates, HeldRecords.find(open, stamp, candidates));
    for (RowBlock<?> rows : sorted.rows()) {
      insert(open, rows, block.token());
    }
    RowBlock<RoleRow> roles = new RowBlock<>(RoleRow.LAYOUT);
    new RoleChanges(open, stamp).rows(sorted.roles()).forEach(roles::add);
    insert(open, roles, block.token());
    blocks.add(block);
    return state == StoredBlocks.State.NEW ? sorted.result() : repeated;
  }

  private static void insert(ClickHouseServer open, RowBlock<?> rows, String token) {
    if (rows.rows() > 0) {
      open.insertOnce(rows, token);
    }
  }
}
