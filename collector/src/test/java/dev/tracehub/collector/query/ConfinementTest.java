/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.storage.testkit.TestSpans.OTHER_PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.evaluation;
import static dev.tracehub.storage.testkit.TestSpans.judgement;
import static dev.tracehub.storage.testkit.TestSpans.metric;
import static dev.tracehub.storage.testkit.TestSpans.point;
import static dev.tracehub.storage.testkit.TestSpans.span;
import static dev.tracehub.storage.testkit.TestSpans.spanId;
import static dev.tracehub.storage.testkit.TestSpans.started;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No method tells a key of one project anything about another. */
class ConfinementTest {

  private static final QueryFixture FIXTURE = QueryFixture.overAStore();

  /** In each answer that knows the project's data, and in no other. */
  private static final String SECRET = "secret-name";

  private static final GraphPosition GRAPH =
      GraphPosition.newBuilder().setRunId(SECRET).setNode(SECRET).build();

  @BeforeAll
  static void store() {
    FIXTURE.storeSpans(
        span(1, 1)
            .setName(SECRET)
            .setSessionId(SECRET)
            .setUserId(SECRET)
            .setService(SECRET)
            .setGraph(GRAPH)
            .setType(SpanType.SPAN_TYPE_NODE));
    FIXTURE.store(
        List.of(
            started(span(1, 2).setName(SECRET)),
            judgement(evaluation(1, 1, "v", 1).setName(SECRET)),
            metric(point(SECRET, 1))));
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GetTrace      | {"trace_id":"$T"}
          GetTraceGraph | {"trace_id":"$T"}
          GetSpan       | {"trace_id":"$T","span_id":"$S"}
          SearchTraces  | {$R}
          SearchSpans   | {$R}
          ListSessions  | {$R}
          ListUsers     | {$R}
          ListOpenSpans | {$R}
          ListEvaluations | {$R}
          ListMetricPoints | {$R}
          Export        | {$R}
          Aggregate     | {$R,"measures":["MEASURE_COUNT"],"group_by":[{"dimension":"DIMENSION_NAME"}]}
          """)
  void method_seesItsProjectOnly(String method, String json) throws Exception {
    assertThat(answer(PROJECT, method, json)).contains(SECRET);
    assertThat(answer(OTHER_PROJECT, method, json)).doesNotContain(SECRET);
  }

  @Test
  void everyMethod_isTested() throws Exception {
    Set<String> tested = new TreeSet<>();
    CsvSource table =
        ConfinementTest.class
            .getDeclaredMethod("method_seesItsProjectOnly", String.class, String.class)
            .getAnnotation(CsvSource.class);
    table.textBlock().lines().forEach(row -> tested.add(row.split("\\|")[0].strip()));
    tested.add("TailSpans");

    assertThat(tested).containsExactlyInAnyOrderElementsOf(GenericCalls.methods());
  }

  @Test
  void tailSpans_seesItsProjectOnly() {
    List<String> names = new ArrayList<>();
    Iterator<TailSpansResponse> other =
        FIXTURE.as(OTHER_PROJECT).tailSpans(TailSpansRequest.getDefaultInstance());
    Iterator<TailSpansResponse> own =
        FIXTURE.as(PROJECT).tailSpans(TailSpansRequest.getDefaultInstance());
    assertThat(other.next().getSpansCount()).isZero();
    assertThat(own.next().getSpansCount()).isZero();

    FIXTURE.tail.publish(PROJECT, List.of(span(1, 3).setName(SECRET).build()));
    FIXTURE.tail.publish(OTHER_PROJECT, List.of(span(1, 3).setName("own").build()));

    own.next().getSpansList().forEach(span -> names.add(span.getName()));
    other.next().getSpansList().forEach(span -> names.add(span.getName()));
    assertThat(names).containsExactly(SECRET, "own");
  }

  @Test
  void pageToken_ofAnotherProject_isRefused() {
    FIXTURE.storeSpans(span(5, 5), span(5, 6));
    SearchSpansRequest request =
        SearchSpansRequest.newBuilder().setTimeRange(Ranges.DAY).setPageSize(1).build();
    SearchSpansResponse page = FIXTURE.as(PROJECT).searchSpans(request);

    assertThatThrownBy(
            () ->
                FIXTURE
                    .as(OTHER_PROJECT)
                    .searchSpans(request.toBuilder().setPageToken(page.getNextPageToken()).build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("page_token: of another question");
  }

  private static String answer(String project, String method, String json) throws Exception {
    String request =
        json.replace("$T", traceId(1).toString())
            .replace("$S", spanId(1).toString())
            .replace("$R", "\"time_range\":" + JsonFormat.printer().print(Ranges.DAY));
    Channel channel = ClientInterceptors.intercept(FIXTURE.channel, QueryFixture.key(project));
    try {
      Message answer = GenericCalls.call(channel, method, request);
      return JsonFormat.printer().print(answer);
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      return String.valueOf(e.getMessage());
    } catch (NoSuchElementException e) {
      return "";
    }
  }
}
