/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.call;
import static dev.tracehub.storage.testkit.TestSpans.evaluation;
import static dev.tracehub.storage.testkit.TestSpans.event;
import static dev.tracehub.storage.testkit.TestSpans.span;
import static dev.tracehub.storage.testkit.TestSpans.spanId;
import static dev.tracehub.storage.testkit.TestSpans.started;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.GetSpanResponse;
import dev.tracehub.v1.GetTraceGraphRequest;
import dev.tracehub.v1.GetTraceGraphResponse;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.GraphNode;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.ListOpenSpansRequest;
import dev.tracehub.v1.ListOpenSpansResponse;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.ListUsersRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.SortOrder;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TraceCompleteness;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryGrpcServiceTest {

  private final QueryFixture fixture = QueryFixture.overAStore();
  private final QueryServiceBlockingStub service = fixture.as(PROJECT);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void getTrace_answersAllThatIsHeld() {
    Payload output = Payload.newBuilder().setText("y".repeat(500)).build();
    fixture.storeSpans(span(1, 1), call(1, 2).setOutput(output), span(2, 3));
    fixture.store(
        List.of(
            started(span(1, 4)),
            new StoredRecord.Event(PROJECT, event(1, 2, "e", 3).build()),
            new StoredRecord.Judgement(PROJECT, evaluation(1, 2, "j", 3).build())));

    GetTraceResponse answer = service.getTrace(trace(1).build());

    assertThat(answer.getSummary().getSpanCount()).isEqualTo(2);
    assertThat(answer.getSpansList()).extracting(Span::getSpanId).containsExactly(id(1), id(2));
    assertThat(answer.getSpans(1).getOutput().getText()).hasSize(200);
    assertThat(answer.getSpans(1).getOutput().getTruncated()).isTrue();
    assertThat(answer.getOpenSpansList()).extracting(Span::getSpanId).containsExactly(id(4));
    assertThat(answer.getEventsCount()).isOne();
    assertThat(answer.getEvaluationsCount()).isOne();
    assertThat(answer.getTruncated()).isFalse();
  }

  @Test
  void getTrace_withPayloads_answersWholeOnes() {
    Payload output = Payload.newBuilder().setText("y".repeat(500)).build();
    fixture.storeSpans(call(1, 1).setOutput(output), span(1, 2));

    GetTraceResponse answer = service.getTrace(trace(1).setIncludePayloads(true).build());

    assertThat(answer.getSpans(0).getOutput().getText()).hasSize(500);
    assertThat(answer.getSpans(0).getOutput().getTruncated()).isFalse();
    assertThat(answer.getSpansCount()).isEqualTo(2);
  }

  @Test
  void getTrace_takesEveryFormOfATraceId() {
    fixture.storeSpans(span(1, 1));
    String hex = traceId(1).toString();
    String uuid = hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");

    for (String form : List.of(hex, hex.toUpperCase(Locale.ROOT), uuid)) {
      GetTraceResponse answer =
          service.getTrace(GetTraceRequest.newBuilder().setTraceId(form).build());
      assertThat(answer.getSummary().getTraceId()).isEqualTo(hex);
    }
  }

  @Test
  void getTrace_thatIsNotHeld_isNotFound() {
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> service.getTrace(trace(9).build()));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal).hasMessageContaining("trace_id: " + traceId(9));
  }

  @Test
  void getTraceGraph_answersRuns() {
    GraphPosition router = GraphPosition.newBuilder().setRunId("run").setNode("router").build();
    GraphPosition writer =
        GraphPosition.newBuilder().setRunId("run").setNode("writer").setStep(1).build();
    fixture.storeSpans(
        span(1, 1).setType(SpanType.SPAN_TYPE_NODE).setGraph(router),
        span(1, 2).setType(SpanType.SPAN_TYPE_NODE).setGraph(writer));

    GetTraceGraphResponse answer =
        service.getTraceGraph(
            GetTraceGraphRequest.newBuilder().setTraceId(traceId(1).toString()).build());

    assertThat(answer.getRunsList()).extracting(GraphRun::getRunId).containsExactly("run");
    assertThat(answer.getRuns(0).getNodesList())
        .extracting(GraphNode::getNode)
        .containsExactly("router", "writer");
    assertThat(answer.getTruncated()).isFalse();
  }

  @Test
  void getSpan_answersTheSpanWithItsPayloads() {
    Payload input = Payload.newBuilder().setText("x".repeat(500)).build();
    fixture.storeSpans(call(1, 1).setInput(input));
    fixture.store(List.of(new StoredRecord.Event(PROJECT, event(1, 1, "e", 3).build())));

    GetSpanResponse answer = service.getSpan(spanOf(1, 1));

    assertThat(answer.getSpan().getInput().getText()).hasSize(500);
    assertThat(answer.getEventsCount()).isOne();
    assertThat(answer.getTruncated()).isFalse();
  }

  @Test
  void getSpan_thatIsNotHeld_isNotFound() {
    fixture.storeSpans(span(1, 1));
    StatusRuntimeException refusal =
        catchThrowableOfType(StatusRuntimeException.class, () -> service.getSpan(spanOf(1, 2)));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal).hasMessageContaining("span_id: " + spanId(2));
  }

  @Test
  void getSpanAndTrace_ofAnAmendedSpan_answerTheCorrectedValues() {
    Payload output = Payload.newBuilder().setText("y".repeat(500)).build();
    fixture.storeSpans(call(1, 1).setSessionId("wrong").setOutput(output), span(1, 2));
    SpanEvent amendment =
        event(1, 1, "fix", 3)
            .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
            .setReason("typed wrong")
            .putAttributes("session_id", AttributeValue.newBuilder().setStringValue("s").build())
            .putAttributes(
                "output.text", AttributeValue.newBuilder().setStringValue("z".repeat(300)).build())
            .build();
    fixture.store(List.of(new StoredRecord.Event(PROJECT, amendment)));

    Span whole = service.getSpan(spanOf(1, 1)).getSpan();
    assertThat(whole.getSessionId()).isEqualTo("s");
    assertThat(whole.getOutput().getText()).isEqualTo("z".repeat(300));
    assertThat(whole.getCollector().getAmendmentIdsList()).containsExactly("fix");
    GetTraceResponse tree = service.getTrace(trace(1).build());
    assertThat(tree.getSpans(0).getSessionId()).isEqualTo("s");
    assertThat(tree.getSpans(0).getOutput().getText()).isEqualTo("z".repeat(200));
    assertThat(tree.getSpans(0).getOutput().getTruncated()).isTrue();
    assertThat(tree.getSpans(1).getCollector().getAmendmentIdsList()).isEmpty();
    assertThat(tree.getEventsList()).containsExactly(amendment);
    GetTraceResponse full = service.getTrace(trace(1).setIncludePayloads(true).build());
    assertThat(full.getSpans(0)).isEqualTo(whole);
  }

  @Test
  void getSpanAndTrace_asSent_answerWhatWasSent() {
    fixture.storeSpans(span(1, 1).setSessionId("wrong"));
    fixture.store(
        List.of(
            new StoredRecord.Event(
                PROJECT,
                event(1, 1, "fix", 3)
                    .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
                    .setReason("typed wrong")
                    .putAttributes(
                        "session_id", AttributeValue.newBuilder().setStringValue("s").build())
                    .build())));

    assertThat(
            service
                .getSpan(spanOf(1, 1).toBuilder().setAsSent(true).build())
                .getSpan()
                .getSessionId())
        .isEqualTo("wrong");
    assertThat(service.getTrace(trace(1).setAsSent(true).build()).getSpans(0).getSessionId())
        .isEqualTo("wrong");
  }

  @Test
  void getTrace_saysWhetherItIsComplete() {
    fixture.storeSpans(span(1, 1), span(1, 2).setParentSpanId(id(1)));
    fixture.storeSpans(
        span(2, 3)
            .setParentSpanId(id(9))
            .setCollector(
                CollectorFacts.newBuilder()
                    .setReceivedTimeUnixNano(span(2, 3).getEndTimeUnixNano() + 61_000_000_000L)));
    fixture.store(List.of(started(span(2, 4).setParentSpanId(id(3)))));

    assertThat(service.getTrace(trace(1).build()).getCompleteness())
        .isEqualTo(TraceCompleteness.newBuilder().setComplete(true).setSummary("complete").build());
    assertThat(service.getTrace(trace(2).build()).getCompleteness())
        .isEqualTo(
            TraceCompleteness.newBuilder()
                .setRootMissing(true)
                .setOpenSpans(1)
                .setMissingParents(1)
                .addMissingParentSpanIds(id(9))
                .setLateSpans(1)
                .setSummary(
                    "incomplete: no root, still open: 1 span, missing parents: 1 span; came more"
                        + " than a minute late: 1 span")
                .build());
  }

  @Test
  void searchSpans_filtersAndOrders() {
    fixture.storeSpans(call(1, 1), span(1, 2), call(2, 3));
    SearchSpansRequest.Builder request =
        SearchSpansRequest.newBuilder().setTimeRange(Ranges.DAY).setFilter("type == 'LLM'");

    assertThat(service.searchSpans(request.build()).getSpansList())
        .extracting(Span::getSpanId)
        .containsExactly(id(3), id(1));
    assertThat(
            service
                .searchSpans(request.setOrder(SortOrder.SORT_ORDER_OLDEST_FIRST).build())
                .getSpansList())
        .extracting(Span::getSpanId)
        .containsExactly(id(1), id(3));
  }

  @Test
  void searchTraces_answersTotals() {
    fixture.storeSpans(call(1, 1), call(1, 2), span(2, 3));

    List<TraceSummary> traces =
        service
            .searchTraces(
                SearchTracesRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setFilter("latency_ms >= 100 && model.startsWith('gpt-4o')")
                    .build())
            .getTracesList();

    assertThat(traces).hasSize(1);
    assertThat(traces.get(0).getLlmCallCount()).isEqualTo(2);
    assertThat(traces.get(0).getTokens().getTotal()).isEqualTo(240);
    assertThat(traces.get(0).getCostUsd()).isEqualTo("0.0054");
  }

  @Test
  void aggregate_answersRows() {
    fixture.storeSpans(call(1, 1), call(1, 2), call(1, 70).setResponseModel("other"));

    AggregateResponse answer =
        service.aggregate(
            AggregateRequest.newBuilder()
                .setTimeRange(Ranges.DAY)
                .addMeasures(Measure.MEASURE_COUNT)
                .addMeasures(Measure.MEASURE_COST)
                .addGroupBy(GroupBy.newBuilder().setDimension(Dimension.DIMENSION_MODEL))
                .setBucket(Duration.newBuilder().setSeconds(60))
                .build());

    assertThat(answer.getRowsCount()).isEqualTo(2);
    assertThat(answer.getRows(0).getKeysList()).containsExactly("gpt-4o-2024-08-06");
    assertThat(answer.getRows(0).getValues(0).getIntValue()).isEqualTo(2);
    assertThat(answer.getRows(0).getValues(1).getDecimalValue()).isEqualTo("0.0054");
    assertThat(answer.getRows(1).getKeysList()).containsExactly("other");
    assertThat(answer.getTruncated()).isFalse();
    assertThat(answer.getPlan().getSource()).isEqualTo("spans");
    assertThat(answer.getPlan().getReason()).isNotEmpty();
  }

  @Test
  void aggregate_cutsAtTheLimit() {
    fixture.storeSpans(span(1, 1).setName("a"), span(1, 2).setName("b"), span(1, 3).setName("c"));

    AggregateResponse answer =
        service.aggregate(
            AggregateRequest.newBuilder()
                .setTimeRange(Ranges.DAY)
                .addMeasures(Measure.MEASURE_COUNT)
                .addGroupBy(GroupBy.newBuilder().setDimension(Dimension.DIMENSION_NAME))
                .setLimit(2)
                .build());

    assertThat(answer.getRowsCount()).isEqualTo(2);
    assertThat(answer.getTruncated()).isTrue();
  }

  @Test
  void listSessions_newestActivityFirst() {
    fixture.storeSpans(span(1, 1).setSessionId("old"), span(2, 2).setSessionId("new"), span(3, 3));

    assertThat(
            service
                .listSessions(ListSessionsRequest.newBuilder().setTimeRange(Ranges.DAY).build())
                .getSessionsList())
        .extracting(Session::getSessionId)
        .containsExactly("new", "old");
  }

  @Test
  void listUsers_newestActivityFirst() {
    fixture.storeSpans(span(1, 1).setUserId("old"), span(2, 2).setUserId("new"), span(3, 3));

    assertThat(
            service
                .listUsers(ListUsersRequest.newBuilder().setTimeRange(Ranges.DAY).build())
                .getUsersList())
        .extracting(User::getUserId)
        .containsExactly("new", "old");
  }

  @Test
  void listOpenSpans_oldestFirstWithCompletionRate() {
    fixture.store(List.of(started(span(1, 1)), started(span(1, 2)), started(span(1, 3))));
    fixture.storeSpans(span(1, 2));

    ListOpenSpansResponse answer =
        service.listOpenSpans(ListOpenSpansRequest.newBuilder().setTimeRange(Ranges.DAY).build());

    assertThat(answer.getSpansList()).extracting(Span::getSpanId).containsExactly(id(1), id(3));
    assertThat(answer.getCompletionRate()).isEqualTo(1.0 / 3);
  }

  private static GetTraceRequest.Builder trace(long trace) {
    return GetTraceRequest.newBuilder().setTraceId(traceId(trace).toString());
  }

  private static GetSpanRequest spanOf(long trace, long span) {
    return GetSpanRequest.newBuilder()
        .setTraceId(traceId(trace).toString())
        .setSpanId(spanId(span).toString())
        .build();
  }

  private static String id(long span) {
    return spanId(span).toString();
  }
}
