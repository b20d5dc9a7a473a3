/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.event;
import static dev.tracehub.storage.testkit.TestSpans.span;
import static dev.tracehub.storage.testkit.TestSpans.spanId;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.GetSpanResponse;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers stay below a size whatever is stored, and say what they leave out. */
class AnswerSizeTest {

  private static final int ANSWER_BYTES = 20_000;

  private final QueryFixture fixture =
      QueryFixture.overAStore(new QueryLimits(ANSWER_BYTES, 1_000, 100, 10, 1_000));
  private final QueryServiceBlockingStub service = fixture.as(PROJECT);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void getTrace_ofManySpans_answersTheEarliest() {
    store(1_500, "");

    GetTraceResponse answer = service.getTrace(trace());

    assertThat(answer.getTruncated()).isTrue();
    assertThat(answer.getSpansCount()).isBetween(50, 1_000);
    assertThat(answer.getTruncatedSpans()).isEqualTo(1_500 - answer.getSpansCount());
    assertThat(answer.getSpans(0).getSpanId()).isEqualTo(spanId(1).toString());
    assertThat(answer.getSummary().getSpanCount()).isEqualTo(1_500);
    assertFits(answer);
  }

  @Test
  void getTrace_ofMoreSpansThanAllowed_saysSo() {
    try (QueryFixture few =
        QueryFixture.overAStore(new QueryLimits(ANSWER_BYTES, 5, 100, 10, 1_000))) {
      few.storeSpans(
          IntStream.rangeClosed(1, 8).mapToObj(i -> span(1, i)).toArray(Span.Builder[]::new));

      GetTraceResponse answer = few.as(PROJECT).getTrace(trace());

      assertThat(answer.getSpansCount()).isEqualTo(5);
      assertThat(answer.getTruncatedSpans()).isEqualTo(3);
      assertThat(answer.getTruncated()).isTrue();
    }
  }

  @Test
  void getTrace_withManyPayloads_answersTheTreeAndTheEarliestPayloads() {
    store(10, "x".repeat(4_000));

    GetTraceResponse answer =
        service.getTrace(trace().toBuilder().setIncludePayloads(true).build());

    assertThat(answer.getSpansCount()).isEqualTo(10);
    assertThat(answer.getTruncated()).isFalse();
    assertThat(answer.getSpansList())
        .extracting(span -> span.getInput().getTruncated())
        .containsExactly(false, false, false, false, true, true, true, true, true, true);
    assertThat(answer.getSpans(0).getInput().getText()).hasSize(4_000);
    assertThat(answer.getSpans(9).getInput().getSizeBytes()).isEqualTo(4_000);
    assertFits(answer);
  }

  @Test
  void getTrace_ofManyEvents_saysThatSomeAreLeftOut() {
    store(1, "");
    storeEvents();

    GetTraceResponse answer = service.getTrace(trace());

    assertThat(answer.getSpansCount()).isOne();
    assertThat(answer.getEventsCount()).isBetween(10, 499);
    assertThat(answer.getTruncated()).isTrue();
    assertThat(answer.getTruncatedSpans()).isZero();
    assertFits(answer);
  }

  @Test
  void getSpan_ofLargePayloads_answersHeads() {
    store(1, "x".repeat(30_000));

    GetSpanResponse answer = service.getSpan(firstSpan());

    assertThat(answer.getTruncated()).isTrue();
    assertThat(answer.getSpan().getInput().getTruncated()).isTrue();
    assertThat(answer.getSpan().getInput().getSizeBytes()).isEqualTo(30_000);
    assertFits(answer);
  }

  @Test
  void getSpan_ofManyEvents_saysThatSomeAreLeftOut() {
    store(1, "x".repeat(10_000));
    storeEvents();

    GetSpanResponse answer = service.getSpan(firstSpan());

    assertThat(answer.getSpan().getInput().getText()).hasSize(10_000);
    assertThat(answer.getEventsCount()).isBetween(10, 499);
    assertThat(answer.getTruncated()).isTrue();
    assertFits(answer);
  }

  @Test
  void searchSpans_ofLargeSpans_answersShorterPagesAndAllSpans() {
    AttributeValue large = AttributeValue.newBuilder().setStringValue("x".repeat(3_000)).build();
    fixture.store(
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> span(1, i).putAttributes("large", large).build())
            .map(span -> new StoredRecord.Finished(PROJECT, span))
            .toList());
    SearchSpansRequest.Builder request =
        SearchSpansRequest.newBuilder().setTimeRange(Ranges.DAY).setPageSize(30);

    List<String> seen = new ArrayList<>();
    do {
      SearchSpansResponse page = service.searchSpans(request.build());
      assertFits(page);
      page.getSpansList().forEach(span -> seen.add(span.getSpanId()));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());

    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 40).mapToObj(i -> spanId(41 - i).toString()).toList());
  }

  @Test
  void searchSpans_ofOneSpanLargerThanAnAnswer_answersIt() {
    AttributeValue large = AttributeValue.newBuilder().setStringValue("x".repeat(30_000)).build();
    fixture.storeSpans(span(1, 1).putAttributes("large", large), span(1, 2));

    SearchSpansResponse page =
        service.searchSpans(SearchSpansRequest.newBuilder().setTimeRange(Ranges.DAY).build());

    assertThat(page.getSpansCount()).isOne();
    assertThat(page.getNextPageToken()).isNotEmpty();
  }

  @Test
  void aggregate_ofManyRows_saysThatSomeAreLeftOut() {
    fixture.store(
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> span(1, i).setName("a name of some length " + i).build())
            .map(span -> new StoredRecord.Finished(PROJECT, span))
            .toList());

    AggregateResponse answer =
        service.aggregate(
            AggregateRequest.newBuilder()
                .setTimeRange(Ranges.DAY)
                .addMeasures(Measure.MEASURE_COUNT)
                .addGroupBy(GroupBy.newBuilder().setDimension(Dimension.DIMENSION_NAME))
                .build());

    assertThat(answer.getRowsCount()).isBetween(100, 999);
    assertThat(answer.getTruncated()).isTrue();
    assertFits(answer);
  }

  private void store(int count, String input) {
    fixture.store(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> span(1, i).setInput(Payload.newBuilder().setText(input)).build())
            .map(span -> new StoredRecord.Finished(PROJECT, span))
            .toList());
  }

  private void storeEvents() {
    fixture.store(
        IntStream.range(0, 500)
            .mapToObj(i -> new StoredRecord.Event(PROJECT, event(1, 1, "event-" + i, i).build()))
            .toList());
  }

  private static GetTraceRequest trace() {
    return GetTraceRequest.newBuilder().setTraceId(traceId(1).toString()).build();
  }

  private static GetSpanRequest firstSpan() {
    return GetSpanRequest.newBuilder()
        .setTraceId(traceId(1).toString())
        .setSpanId(spanId(1).toString())
        .build();
  }

  private static void assertFits(Message answer) {
    assertThat(answer.getSerializedSize()).isLessThanOrEqualTo(ANSWER_BYTES + 100);
  }
}
