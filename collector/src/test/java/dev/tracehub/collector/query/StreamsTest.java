/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.span;
import static dev.tracehub.storage.testkit.TestSpans.spanId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.tail.TailLimits;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.ExportResponse;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streaming answers: everything arrives, at the reader's pace, and work ends with the call. */
class StreamsTest {

  private static final Duration TICK = Duration.ofMillis(1);
  private static final QueryLimits SMALL_CHUNKS = new QueryLimits(1 << 20, 100, 100, 50, 4_000);

  @Test
  void export_ofManySpans_answersAllWithPayloadsOldestFirst() {
    try (QueryFixture fixture = QueryFixture.overAStore(SMALL_CHUNKS)) {
      fixture.store(spans(2_000));

      List<Span> exported = new ArrayList<>();
      Iterator<ExportResponse> chunks =
          fixture
              .as(PROJECT)
              .export(
                  ExportRequest.newBuilder()
                      .setTimeRange(Ranges.DAY)
                      .setFilter("name != 'left out'")
                      .build());
      while (chunks.hasNext()) {
        ExportResponse chunk = chunks.next();
        assertThat(chunk.getSerializedSize()).isLessThan(6_000);
        exported.addAll(chunk.getSpansList());
      }

      assertThat(exported)
          .extracting(Span::getSpanId)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 2_000)
                  .filter(i -> i % 10 != 0)
                  .mapToObj(i -> spanId(i).toString())
                  .toList());
      assertThat(exported).allMatch(span -> !span.getInput().getTruncated());
      assertThat(exported.get(2).getInput().getText()).hasSize(903);
    }
  }

  @Test
  void export_ofNothing_ends() {
    try (QueryFixture fixture = QueryFixture.overAStore()) {
      assertThat(
              fixture
                  .as(PROJECT)
                  .export(ExportRequest.newBuilder().setTimeRange(Ranges.DAY).build()))
          .toIterable()
          .isEmpty();
    }
  }

  @Test
  void export_toASlowReader_readsNoFurtherThanItTakes() {
    CountingStorage storage = new CountingStorage(QueryFixture.memoryStore());
    try (QueryFixture fixture = new QueryFixture(storage, SMALL_CHUNKS)) {
      fixture.store(spans(2_000));
      SlowReader<ExportResponse> reader = new SlowReader<>();

      fixture
          .asyncAs(PROJECT)
          .export(ExportRequest.newBuilder().setTimeRange(Ranges.DAY).build(), reader);
      reader.take(1);
      await().until(() -> reader.taken() == 1);

      assertThat(storage.pages()).isLessThan(20);
      reader.take(Integer.MAX_VALUE - 1);
      await().until(reader::ended);
      assertThat(reader.items().stream().mapToInt(ExportResponse::getSpansCount).sum())
          .isEqualTo(2_000);
      assertThat(storage.pages()).isEqualTo(40);
    }
  }

  @Test
  void export_thatIsCancelled_asksForNothingMore() {
    CountingStorage storage = new CountingStorage(QueryFixture.memoryStore());
    try (QueryFixture fixture = new QueryFixture(storage, SMALL_CHUNKS)) {
      fixture.store(spans(2_000));
      SlowReader<ExportResponse> reader = new SlowReader<>();
      fixture
          .asyncAs(PROJECT)
          .export(ExportRequest.newBuilder().setTimeRange(Ranges.DAY).build(), reader);
      reader.take(1);
      await().until(() -> reader.taken() == 1);

      reader.cancel();

      await().until(reader::ended);
      await().until(fixture::isIdle);
      assertThat(storage.pages()).isLessThan(20);
    }
  }

  @Test
  void tailSpans_toASlowReader_saysWhatItMissed() {
    TailLimits limits = new TailLimits(10, 100, 1 << 20, 50, 1_000);
    try (QueryFixture fixture =
        new QueryFixture(QueryFixture.memoryStore(), QueryLimits.DEFAULTS, limits)) {
      SlowReader<TailSpansResponse> reader = new SlowReader<>();
      fixture
          .asyncAs(PROJECT)
          .tailSpans(TailSpansRequest.newBuilder().setFilter("name != 'left out'").build(), reader);
      reader.take(1);
      await().until(() -> reader.taken() == 1);
      assertThat(reader.items().get(0)).isEqualTo(TailSpansResponse.getDefaultInstance());

      for (int block = 0; block < 40; block++) {
        int first = block * 50;
        fixture.tail.publish(
            PROJECT,
            IntStream.rangeClosed(first + 1, first + 50).mapToObj(StreamsTest::wideSpan).toList());
        await().pollDelay(Duration.ZERO).pollInterval(TICK).until(fixture::isIdle);
      }
      reader.take(Integer.MAX_VALUE - 1);

      await().until(() -> received(reader) + missed(reader) == 1_800);
      assertThat(missed(reader)).isPositive();
      assertThat(received(reader)).isPositive();
      reader.cancel();
      await().until(() -> fixture.tail.readers() == 0);
    }
  }

  private static long received(SlowReader<TailSpansResponse> reader) {
    return reader.items().stream().mapToLong(TailSpansResponse::getSpansCount).sum();
  }

  private static long missed(SlowReader<TailSpansResponse> reader) {
    return reader.items().stream().mapToLong(TailSpansResponse::getMissed).sum();
  }

  private static List<StoredRecord> spans(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(StreamsTest::wideSpan)
        .<StoredRecord>map(span -> new StoredRecord.Finished(PROJECT, span))
        .toList();
  }

  /** Every tenth span is called "left out"; every other has more payload than a head shows. */
  private static Span wideSpan(int i) {
    String input = "x".repeat(i % 2 == 0 ? 50 : 900 + i % 100);
    return span(1, i)
        .setName(i % 10 == 0 ? "left out" : "kept")
        .setStartTimeUnixNano(span(1, 1).getStartTimeUnixNano() + i)
        .setInput(Payload.newBuilder().setText(input).setSizeBytes(input.length()))
        .build();
  }
}
