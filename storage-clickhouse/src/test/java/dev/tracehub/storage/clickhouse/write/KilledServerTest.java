/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.testkit.TestSpans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the middle of inserts has, in the end, each block once. */
class KilledServerTest {

  private static final int KILLS = 3;
  private static final int SPANS_PER_BLOCK = 2_000;

  /** How long a block takes, or longer, so that kills fall anywhere in it. */
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  @Test
  void killedInTheMiddleOfInserts_eachBlockOnce(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of kills: " + seed);
    Random random = new Random(seed);
    try (LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder));
        WriterFixture store =
            new WriterFixture(
                server.endpoint().withDatabase("killed"),
                server.httpUrl(),
                Map.of("query_timeout", "20s"))) {
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeBlocks(store));
      for (int kill = 0; kill < KILLS; kill++) {
        awaitBlocks(written.get() + 2, writer);
        LockSupport.parkNanos((long) (random.nextDouble() * BLOCK_NANOS));
        server.kill();
        server.restart();
      }
      awaitBlocks(written.get() + 1, writer);
      stopped.set(true);
      writer.get(60, TimeUnit.SECONDS);
      int spans = written.get() * SPANS_PER_BLOCK;
      assertThat(store.sql(WriterFixture.COUNTS))
          .as("seed %d, %d failed writes", seed, failures.get())
          .isEqualTo("%1$d\t%1$d\t%1$d\t%1$d\t%1$d".formatted(spans));
      assertThat(failures).as("writes that a kill broke off").hasPositiveValue();
    }
  }

  /** As the drain does: a block again and again until the server has it, then the next one. */
  private void writeBlocks(WriterFixture store) {
    while (!stopped.get()) {
      Block block = block(written.get());
      while (!isWritten(store, block)) {
        failures.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      written.incrementAndGet();
    }
  }

  private static boolean isWritten(WriterFixture store, Block block) {
    try {
      store.write(block);
      return true;
    } catch (StorageException e) {
      assertThat(e.family()).as(e.toString()).isEqualTo(Family.INTERNAL);
      return false;
    }
  }

  private void awaitBlocks(int count, CompletableFuture<Void> writer) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (written.get() < count) {
      assertThat(writer).isNotCompletedExceptionally();
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static Block block(int number) {
    List<StoredRecord> records = new ArrayList<>();
    for (int i = 1; i <= SPANS_PER_BLOCK; i++) {
      int span = number * SPANS_PER_BLOCK + i;
      records.add(TestSpans.finished(TestSpans.call(span / 10, span)));
    }
    return new Block("block-" + number, records);
  }
}
