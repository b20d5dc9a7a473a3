/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.testkit.TestSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UnpurgedWriterTest {

  private final List<Block> written = new ArrayList<>();
  private WriteResult result = new WriteResult(1, 0, List.of());

  @Test
  void recordsOfAPurgedProject_areNotWritten() {
    Block block = new Block("t", List.of(record("gone", 1), record("shop", 2), record("gone", 3)));

    WriteResult answer = writer("gone").write(block).toCompletableFuture().join();

    assertThat(written).containsExactly(new Block("t", List.of(record("shop", 2))));
    assertThat(answer).isEqualTo(new WriteResult(1, 2, List.of()));
  }

  @Test
  void rejections_nameThePlaceInTheWholeBlock() {
    result = new WriteResult(0, 0, List.of(new WriteResult.Rejected(0, true, "why")));
    Block block = new Block("t", List.of(record("gone", 1), record("shop", 2)));

    WriteResult answer = writer("gone").write(block).toCompletableFuture().join();

    assertThat(answer.rejected()).containsExactly(new WriteResult.Rejected(1, true, "why"));
  }

  @Test
  void nothingPurged_theBlockIsPassedOn() {
    Block block = new Block("t", List.of(record("shop", 1), record("other", 2)));

    writer("gone").write(block).toCompletableFuture().join();

    assertThat(written).hasSize(1).first().isSameAs(block);
  }

  @Test
  void projectThatCannotBeRead_failsTheBlock() {
    UnpurgedWriter writer =
        new UnpurgedWriter(
            this::store,
            project -> CompletableFuture.failedFuture(StorageException.internal("down")));

    assertThatThrownBy(
            () ->
                writer
                    .write(new Block("t", List.of(record("shop", 1))))
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(StorageException.class);
    assertThat(written).isEmpty();
  }

  private UnpurgedWriter writer(String purged) {
    return new UnpurgedWriter(
        this::store, project -> CompletableFuture.completedFuture(project.equals(purged)));
  }

  private CompletableFuture<WriteResult> store(Block block) {
    written.add(block);
    return CompletableFuture.completedFuture(result);
  }

  private static StoredRecord record(String project, int span) {
    return new StoredRecord.Finished(project, TestSpans.span(1, span).build());
  }
}
