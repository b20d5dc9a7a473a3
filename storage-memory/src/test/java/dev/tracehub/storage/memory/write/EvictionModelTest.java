/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.SECOND;
import static dev.tracehub.storage.testkit.TestSpans.at;
import static dev.tracehub.storage.testkit.TestSpans.finished;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.memory.Seed;
import dev.tracehub.storage.memory.aggregate.Aggregation;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;

/**
 * A store too small for its input, beside a list of spans by trace: whatever goes, goes whole and
 * oldest first, and what stays answers as the list does.
 */
class EvictionModelTest {

  private static final long MAX_BYTES = 1 << 20;
  private static final int BLOCKS = 150;

  private final SpanStore store = new SpanStore(MAX_BYTES);
  private final Map<Long, List<Span>> model = new TreeMap<>();
  private long nextSpan = 1;
  private long evicted;

  @RepeatedTest(5)
  void anyBlocks_wholeTracesGoOldestFirst() {
    Seed.run(
        random -> {
          for (int i = 0; i < BLOCKS; i++) {
            write(random, i);
            assertThat(store.stats().bytes()).isLessThanOrEqualTo(MAX_BYTES);
            forgetEvicted();
            assertNumbers(random);
          }
          assertThat(evicted).isPositive();
          assertThat(store.stats().evictedTraces()).isEqualTo(evicted);
        });
  }

  private void write(Random random, int block) {
    List<StoredRecord> records = new ArrayList<>();
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      // Mostly new traces, some old ones, so that rows of one trace lie in many chunks.
      long trace = Math.max(1, block * 4L - (long) Math.abs(random.nextGaussian() * 40));
      Span.Builder span =
          at(trace, nextSpan++, NOON + random.nextInt(1 + block) * SECOND + random.nextInt(1000))
              .setName("name-" + random.nextInt(5))
              .setOutput(Payload.newBuilder().setText("x".repeat(random.nextInt(3000))));
      records.add(finished(span));
      model.computeIfAbsent(trace, key -> new ArrayList<>()).add(span.build());
    }
    assertThat(store.write(new Block("block-" + block, records)).stored()).isEqualTo(count);
  }

  private void forgetEvicted() {
    long newestGone = Long.MIN_VALUE;
    long oldestKept = Long.MAX_VALUE;
    for (Map.Entry<Long, List<Span>> entry : List.copyOf(model.entrySet())) {
      List<Span> held = held(entry.getKey());
      long activity =
          entry.getValue().stream().mapToLong(Span::getEndTimeUnixNano).max().orElseThrow();
      if (held.isEmpty()) {
        newestGone = Math.max(newestGone, activity);
        model.remove(entry.getKey());
        evicted++;
      } else {
        assertThat(held).containsExactlyInAnyOrderElementsOf(entry.getValue());
        oldestKept = Math.min(oldestKept, activity);
      }
    }
    assertThat(newestGone).isLessThanOrEqualTo(oldestKept);
  }

  private void assertNumbers(Random random) {
    Filter filter =
        new Filter.Compare(
            new Filter.Field.Known(SpanField.NAME),
            Filter.Operator.EQ,
            new Filter.Value.Text("name-" + random.nextInt(6)));
    long expected =
        model.values().stream()
            .flatMap(List::stream)
            .filter(span -> Filters.matches(filter, span))
            .count();
    AggregateResult result =
        Aggregation.run(
            store.project(PROJECT),
            new AggregateQuery(
                PROJECT,
                TimeRange.ALL,
                filter,
                List.of(Measure.MEASURE_COUNT),
                List.of(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty()));
    assertThat(result.rows().stream().mapToLong(row -> row.getValues(0).getIntValue()).sum())
        .isEqualTo(expected);
  }

  private List<Span> held(long trace) {
    return store
        .project(PROJECT)
        .spans()
        .trace(traceId(trace).high(), traceId(trace).low())
        .stream()
        .map(RowRef::read)
        .toList();
  }
}
