/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.SECOND;
import static dev.tracehub.storage.testkit.TestSpans.at;
import static dev.tracehub.storage.testkit.TestSpans.event;
import static dev.tracehub.storage.testkit.TestSpans.finished;
import static dev.tracehub.storage.testkit.TestSpans.role;
import static dev.tracehub.storage.testkit.TestSpans.roleChange;
import static dev.tracehub.storage.testkit.TestSpans.tokens;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PageRequest.Order;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Writers and readers at once, in a store so small that it evicts all the time. Every block holds
 * one whole trace or changes one whole trace, so that whatever a reader sees of a trace tells
 * whether it saw whole blocks.
 */
class ConcurrencyTest {

  private static final int WRITERS = 2;
  private static final int BLOCKS_PER_WRITER = 1200;
  private static final int SPANS = 12;
  private static final long TOKENS = 7;

  private final Storage store =
      new MemoryStorageProvider()
          .create(new StorageSettings(Map.of("max_bytes", "4000000"), Optional.empty()));

  private final AtomicInteger writersAtWork = new AtomicInteger(WRITERS);
  private final AtomicInteger lastTrace = new AtomicInteger();

  @Test
  void readersSeeWholeBlocks() {
    Seed.run(
        random -> {
          ExecutorService threads = Executors.newCachedThreadPool();
          List<Future<?>> running = new ArrayList<>();
          for (int i = 0; i < WRITERS; i++) {
            running.add(threads.submit(writer(i, random.nextLong())));
          }
          List.<Runnable>of(this::readNumbers, this::readTraces, this::readPages)
              .forEach(reader -> running.add(threads.submit(() -> whileWritten(reader))));
          running.add(threads.submit(reader(random.nextLong())));
          running.forEach(ConcurrencyTest::get);
          threads.shutdown();
          assertThat(store.stats().evictedTraces()).isPositive();
          assertThat(store.stats().bytes()).isLessThanOrEqualTo(store.stats().limitBytes());
          store.close();
        });
  }

  private Callable<Void> writer(int number, long seed) {
    return () -> {
      Random random = new Random(seed);
      try {
        for (int i = 1; i <= BLOCKS_PER_WRITER; i++) {
          write("new-" + number + "-" + i, trace(lastTrace.incrementAndGet()));
          int old = Math.max(1, lastTrace.get() - random.nextInt(100));
          write("roles-" + number + "-" + i, roles(old, random.nextBoolean()));
        }
      } finally {
        writersAtWork.decrementAndGet();
      }
      return null;
    };
  }

  private Callable<Void> reader(long seed) {
    return () -> {
      Random random = new Random(seed);
      whileWritten(() -> readTrace(Math.max(1, lastTrace.get() - random.nextInt(300))));
      return null;
    };
  }

  private void whileWritten(Runnable reader) {
    while (writersAtWork.get() > 0) {
      reader.run();
    }
    reader.run();
  }

  private void write(String token, List<StoredRecord> records) {
    WriteResult result = join(store.writer().write(new Block(token, records)));
    assertThat(result.stored()).isEqualTo(records.size());
  }

  private static List<StoredRecord> trace(int trace) {
    List<StoredRecord> records = new ArrayList<>();
    for (int span = 1; span <= SPANS; span++) {
      records.add(
          finished(
              at(trace, span, NOON + trace * SECOND + span)
                  .setJobId("job-" + trace)
                  .setUsage(tokens(TOKENS, 0))
                  .setCollector(role(UsageRole.USAGE_ROLE_COUNTED))
                  .setOutput(Payload.newBuilder().setText("x".repeat(200)))));
    }
    records.add(event(event(trace, 1, "event-" + trace, trace)));
    return records;
  }

  private static List<StoredRecord> roles(int trace, boolean counted) {
    UsageRole role = counted ? UsageRole.USAGE_ROLE_COUNTED : UsageRole.USAGE_ROLE_REPEATED;
    return IntStream.rangeClosed(1, SPANS).mapToObj(span -> roleChange(trace, span, role)).toList();
  }

  private void readNumbers() {
    List<AggregateRow> rows =
        join(store
                .analytics()
                .aggregate(
                    new AggregateQuery(
                        PROJECT,
                        TimeRange.ALL,
                        Filter.ALL,
                        List.of(
                            Measure.MEASURE_COUNT,
                            Measure.MEASURE_INPUT_TOKENS,
                            Measure.MEASURE_TRACES),
                        List.of(GroupBy.newBuilder().setDimension(Dimension.DIMENSION_JOB).build()),
                        Optional.empty(),
                        100_000,
                        Optional.empty(),
                        Optional.empty())))
            .rows();
    for (AggregateRow row : rows) {
      assertThat(row.getValues(0).getIntValue()).as("%s", row).isEqualTo(SPANS);
      assertThat(row.getValues(1).getIntValue()).as("%s", row).isIn(0L, SPANS * TOKENS);
      assertThat(row.getValues(2).getIntValue()).as("%s", row).isEqualTo(1);
    }
  }

  private void readTrace(int trace) {
    Optional<TraceRecords> records =
        join(store.traces().trace(PROJECT, traceId(trace), PayloadView.HEAD, 1000));
    if (records.isPresent()) {
      assertThat(records.get().spans()).hasSize(SPANS);
      assertThat(records.get().events()).hasSize(1);
      assertThat(
              records.get().spans().stream()
                  .map(span -> span.getCollector().getUsageRole())
                  .distinct())
          .hasSize(1);
    }
  }

  private void readTraces() {
    for (TraceSummary summary : join(store.search().traces(query())).items()) {
      assertThat(summary.getSpanCount()).isEqualTo(SPANS);
      assertThat(summary.getTokens().getInput()).isIn(0L, SPANS * TOKENS);
    }
  }

  /** Against time, so that what is evicted meanwhile is only at the end of the walk. */
  private void readPages() {
    Set<String> seen = new HashSet<>();
    SpanQuery query = query();
    Optional<Cursor> next = Optional.empty();
    do {
      SpanQuery asked = query;
      Page<Span> page = join(store.search().spans(asked));
      page.items()
          .forEach(
              span ->
                  assertThat(seen.add(span.getTraceId() + span.getSpanId()))
                      .as("%s", span)
                      .isTrue());
      next = page.next();
      query = next.map(cursor -> page(asked, cursor)).orElse(asked);
    } while (next.isPresent());
  }

  private static SpanQuery page(SpanQuery query, Cursor cursor) {
    return new SpanQuery(query.project(), query.range(), query.filter(), query.page().at(cursor));
  }

  private static SpanQuery query() {
    return new SpanQuery(
        PROJECT, TimeRange.ALL, Filter.ALL, PageRequest.first(100, Order.NEWEST_FIRST));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static void get(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
