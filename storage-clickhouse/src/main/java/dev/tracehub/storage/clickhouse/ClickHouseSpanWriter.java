/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.clickhouse.write.BlockStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Writes on the threads of a lane. */
record ClickHouseSpanWriter(Lane lane, Supplier<BlockStore> blocks) implements SpanWriter {

  @Override
  public CompletionStage<WriteResult> write(Block block) {
    return lane.run(() -> blocks.get().write(block));
  }

  @Override
  public CompletionStage<Optional<String>> life() {
    return lane.run(() -> Optional.of(blocks.get().life()));
  }
}
