/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.testkit.TestSpans;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that comes beside a span is answered as the span's. */
class EventJoinTest {

  private static final String QUESTION = "q".repeat(300);
  private static final String INPUT = "[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]";

  private final QueryFixture service = QueryFixture.overAStore();

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void logRecords_areTheContentOfTheirSpan_whicheverComesFirst(boolean spanFirst) {
    Span.Builder span = TestSpans.call(1, 1).clearInput().clearOutput();
    if (spanFirst) {
      service.storeSpans(span);
    }
    service.store(List.of(message(1, "gen_ai.user.message", QUESTION)));
    service.store(List.of(message(2, "gen_ai.choice", "answer")));
    if (!spanFirst) {
      service.storeSpans(span);
    }

    Span head = trace(false).getSpans(0);
    Span whole = trace(true).getSpans(0);

    assertThat(head.getInput().getText()).isEqualTo(INPUT.substring(0, 200));
    assertThat(head.getInput().getTruncated()).isTrue();
    assertThat(head.getInput().getSizeBytes()).isEqualTo(INPUT.length());
    assertThat(whole.getInput().getText()).isEqualTo(INPUT);
    assertThat(whole.getInput().getTruncated()).isFalse();
    assertThat(whole.getOutput().getText()).isEqualTo("[{\"content\":\"answer\"}]");
    assertThat(span(1)).isEqualTo(whole);
    assertThat(trace(true).getEventsCount()).isEqualTo(2);
  }

  @Test
  void spansOwnContent_staysAlone() {
    Payload own = Payload.newBuilder().setText("own").setSizeBytes(3).build();
    service.storeSpans(TestSpans.call(1, 1).setInput(own).clearOutput());
    service.store(
        List.of(
            message(1, "gen_ai.user.message", QUESTION), message(2, "gen_ai.choice", "answer")));

    assertThat(span(1).getInput()).isEqualTo(own);
    assertThat(span(1).getOutput().getText()).contains("answer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void export_hasTheContentsThatCameBeside_whereAskedFor(boolean asked) {
    service.storeSpans(
        TestSpans.call(1, 1).clearInput().clearOutput(), TestSpans.call(1, 2).clearOutput());
    service.store(
        List.of(
            message(1, "gen_ai.user.message", QUESTION), message(2, "gen_ai.choice", "answer")));

    List<Span> exported = new ArrayList<>();
    service
        .as(TestSpans.PROJECT)
        .export(
            ExportRequest.newBuilder()
                .setTimeRange(Ranges.DAY)
                .setIncludeEventContents(asked)
                .build())
        .forEachRemaining(chunk -> exported.addAll(chunk.getSpansList()));

    assertThat(exported).hasSize(2);
    assertThat(exported.get(0).getInput().getText()).isEqualTo(asked ? INPUT : "");
    assertThat(exported.get(0).hasOutput()).isEqualTo(asked);
    assertThat(exported.get(1)).isEqualTo(span(2));
  }

  @Test
  void otherSpansAndOtherEvents_haveNoPartInIt() {
    service.storeSpans(
        TestSpans.call(1, 1).clearInput().clearOutput(),
        TestSpans.call(1, 2).clearInput().clearOutput());
    service.store(
        List.of(
            TestSpans.event(TestSpans.event(1, 2, "own", 3).setName("user_feedback")),
            TestSpans.event(
                TestSpans.event(1, 2, "trace", 4).clearSpanId().setName("gen_ai.user.message")),
            message(1, "gen_ai.user.message", QUESTION)));

    assertThat(span(2).hasInput()).isFalse();
    assertThat(span(1).hasInput()).isTrue();
    assertThat(span(1).hasOutput()).isFalse();
  }

  private GetTraceResponse trace(boolean payloads) {
    return service
        .as(TestSpans.PROJECT)
        .getTrace(
            GetTraceRequest.newBuilder()
                .setTraceId(TestSpans.traceId(1).toString())
                .setIncludePayloads(payloads)
                .build());
  }

  private Span span(long span) {
    return service
        .as(TestSpans.PROJECT)
        .getSpan(
            GetSpanRequest.newBuilder()
                .setTraceId(TestSpans.traceId(1).toString())
                .setSpanId(TestSpans.spanId(span).toString())
                .build())
        .getSpan();
  }

  private static StoredRecord message(int second, String name, String content) {
    return TestSpans.event(
        TestSpans.event(1, 1, "e" + second, second)
            .setName(name)
            .putAttributes(
                "otel.log.body", AttributeValue.newBuilder().setStringValue(content).build()));
  }
}
