/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.at;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.Seed;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Comparator<Span> BY_KEY =
      Comparator.comparingLong(Span::getStartTimeUnixNano)
          .thenComparing(Span::getTraceId)
          .thenComparing(Span::getSpanId);

  private static final int TRACES = 50;

  @Test
  void plus_smallBlocks_fewChunksAllRows() {
    Seed.run(
        random -> {
          Table<Span> table = Table.empty(SpanSchema.FINISHED);
          List<Span> all = new ArrayList<>();
          while (all.size() < 20_000) {
            List<Span> block = block(random, all.size(), 1 + random.nextInt(200));
            table = table.plus(block);
            all.addAll(block);
          }
          assertHolds(table, all);
          // Full chunks hold more than half of what they can, and the tail doubles.
          assertThat(table.chunks()).hasSizeLessThan(2 * 20_000 / Chunk.MAX_ROWS + 14);
        });
  }

  @Test
  void plus_leavesTheTableAsItWas() {
    Table<Span> before = Table.empty(SpanSchema.FINISHED).plus(block(new Random(1), 0, 100));
    Table<Span> after = before.plus(block(new Random(1), 100, 100));

    assertThat(before.rows()).isEqualTo(100);
    assertThat(after.rows()).isEqualTo(200);
  }

  @Test
  void plus_moreThanAChunk_splitsAlongTime() {
    List<Span> block = block(new Random(1), 0, 20_000);

    Table<Span> table = Table.empty(SpanSchema.FINISHED).plus(block);

    assertHolds(table, block);
    assertThat(table.chunks())
        .allSatisfy(chunk -> assertThat(chunk.rows()).isLessThanOrEqualTo(Chunk.MAX_ROWS));
  }

  @Test
  void with_marks_changesReadRecords() {
    List<Span> block = block(new Random(1), 0, 100);
    Table<Span> before = Table.empty(SpanSchema.FINISHED).plus(block);
    RowRef<Span> row = before.trace(traceId(7).high(), traceId(7).low()).get(0);

    Table<Span> after = before.with(List.of(new Mark<>(row, SpanSchema.REPEATED)), List.of());

    RowRef<Span> changed = after.find(traceId(7).high(), traceId(7).low(), row.id()).orElseThrow();
    assertThat(changed.read().getCollector().getUsageRoleValue()).isEqualTo(SpanSchema.REPEATED);
    assertThat(row.read().getCollector().getUsageRoleValue()).isZero();
  }

  @Test
  void without_keepsTheRestAndItsMarks() {
    Seed.run(
        random -> {
          List<Span> all = new ArrayList<>();
          Table<Span> table = Table.empty(SpanSchema.FINISHED);
          for (int i = 0; i < 60; i++) {
            List<Span> block = block(random, all.size(), 1 + random.nextInt(1000));
            all.addAll(block);
            table = table.plus(block);
          }
          int gone = random.nextInt(TRACES);
          long bytes = table.heapBytes();
          table = table.without(chunk -> rowsUpTo(chunk, gone));
          all.removeIf(span -> TraceId.parse(span.getTraceId()).low() <= gone);
          assertHolds(table, all);
          assertThat(table.heapBytes()).isLessThanOrEqualTo(bytes);
          // No chunk fits into the one before it.
          List<Chunk<Span>> chunks = table.chunks();
          assertThat(IntStream.range(1, chunks.size()))
              .allMatch(i -> chunks.get(i - 1).rows() + chunks.get(i).rows() > Chunk.MAX_ROWS);
        });
  }

  @Test
  void without_all_empty() {
    Table<Span> table = Table.empty(SpanSchema.FINISHED).plus(block(new Random(1), 0, 10_000));

    Table<Span> empty = table.without(chunk -> rowsUpTo(chunk, TRACES));

    assertThat(empty.rows()).isZero();
    assertThat(empty.heapBytes()).isZero();
  }

  private static BitSet rowsUpTo(Chunk<Span> chunk, long trace) {
    BitSet rows = new BitSet();
    for (int row = 0; row < chunk.rows(); row++) {
      rows.set(row, chunk.number(Schema.TRACE_LOW).get(row) <= trace);
    }
    return rows;
  }

  private static List<Span> block(Random random, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                at(i % TRACES, i + 1, NOON + i * 1000L + random.nextInt(500_000))
                    .setSessionId("session-" + random.nextInt(100))
                    .build())
        .toList();
  }

  private static void assertHolds(Table<Span> table, List<Span> expected) {
    List<Span> held = new ArrayList<>();
    for (Chunk<Span> chunk : table.chunks()) {
      List<Span> rows = IntStream.range(0, chunk.rows()).mapToObj(chunk::read).toList();
      assertThat(rows).isSortedAccordingTo(BY_KEY);
      held.addAll(rows);
    }
    assertThat(table.rows()).isEqualTo(expected.size());
    assertThat(held.stream().sorted(BY_KEY).toList())
        .isEqualTo(expected.stream().sorted(BY_KEY).toList());
    for (int trace = 0; trace < TRACES; trace++) {
      String id = traceId(trace).toString();
      assertThat(
              table.trace(traceId(trace).high(), traceId(trace).low()).stream().map(RowRef::read))
          .containsExactlyElementsOf(
              expected.stream()
                  .filter(span -> span.getTraceId().equals(id))
                  .sorted(BY_KEY)
                  .toList());
    }
  }
}
