/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.SECOND;
import static dev.tracehub.storage.testkit.TestSpans.at;
import static dev.tracehub.storage.testkit.TestSpans.evaluation;
import static dev.tracehub.storage.testkit.TestSpans.judgement;
import static dev.tracehub.storage.testkit.TestSpans.metric;
import static dev.tracehub.storage.testkit.TestSpans.point;
import static dev.tracehub.storage.testkit.TestSpans.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.ListEvaluationsRequest;
import dev.tracehub.v1.ListEvaluationsResponse;
import dev.tracehub.v1.ListMetricPointsRequest;
import dev.tracehub.v1.ListMetricPointsResponse;
import dev.tracehub.v1.ListOpenSpansRequest;
import dev.tracehub.v1.ListOpenSpansResponse;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.ListSessionsResponse;
import dev.tracehub.v1.ListUsersRequest;
import dev.tracehub.v1.ListUsersResponse;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.SearchTracesResponse;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.SortOrder;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists can be walked to their end and back, in pages of any size. */
class PagingTest {

  private static final int ITEMS = 23;
  private static final QueryFixture FIXTURE = QueryFixture.overAStore();
  private static final QueryServiceBlockingStub SERVICE = FIXTURE.as(PROJECT);

  /** What a page of any list says. */
  private record Part(List<String> ids, String next, String previous) {}

  private enum Kind {
    TRACES {
      @Override
      Part page(int size, String token, SortOrder order) {
        SearchTracesResponse page =
            SERVICE.searchTraces(
                SearchTracesRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setFilter("root")
                    .setPageSize(size)
                    .setPageToken(token)
                    .setOrder(order)
                    .build());
        return new Part(
            page.getTracesList().stream().map(TraceSummary::getTraceId).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    },
    SPANS {
      @Override
      Part page(int size, String token, SortOrder order) {
        SearchSpansResponse page =
            SERVICE.searchSpans(
                SearchSpansRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setPageSize(size)
                    .setPageToken(token)
                    .setOrder(order)
                    .build());
        return new Part(
            page.getSpansList().stream().map(Span::getSpanId).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    },
    SESSIONS {
      @Override
      Part page(int size, String token, SortOrder order) {
        ListSessionsResponse page =
            SERVICE.listSessions(
                ListSessionsRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setPageSize(size)
                    .setPageToken(token)
                    .build());
        return new Part(
            page.getSessionsList().stream().map(Session::getSessionId).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    },
    USERS {
      @Override
      Part page(int size, String token, SortOrder order) {
        ListUsersResponse page =
            SERVICE.listUsers(
                ListUsersRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setPageSize(size)
                    .setPageToken(token)
                    .build());
        return new Part(
            page.getUsersList().stream().map(User::getUserId).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    },
    OPEN_SPANS {
      @Override
      Part page(int size, String token, SortOrder order) {
        ListOpenSpansResponse page =
            SERVICE.listOpenSpans(
                ListOpenSpansRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setPageSize(size)
                    .setPageToken(token)
                    .build());
        return new Part(
            page.getSpansList().stream().map(Span::getSpanId).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    },
    EVALUATIONS {
      @Override
      Part page(int size, String token, SortOrder order) {
        ListEvaluationsResponse page =
            SERVICE.listEvaluations(
                ListEvaluationsRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .setName("quality")
                    .setPageSize(size)
                    .setPageToken(token)
                    .build());
        return new Part(
            page.getEvaluationsList().stream().map(Evaluation::getEvaluationId).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    },
    METRIC_POINTS {
      @Override
      Part page(int size, String token, SortOrder order) {
        ListMetricPointsResponse page =
            SERVICE.listMetricPoints(
                ListMetricPointsRequest.newBuilder()
                    .setTimeRange(Ranges.DAY)
                    .putLabels("k", "v")
                    .setPageSize(size)
                    .setPageToken(token)
                    .build());
        return new Part(
            page.getMetricPointsList().stream().map(MetricPoint::getName).toList(),
            page.getNextPageToken(),
            page.getPreviousPageToken());
      }
    };

    abstract Part page(int size, String token, SortOrder order);
  }

  @BeforeAll
  static void store() {
    // Three items to each start time: ties are broken by ids.
    FIXTURE.storeSpans(
        IntStream.rangeClosed(1, ITEMS)
            .mapToObj(
                i ->
                    at(i, i, NOON + i / 3 * SECOND)
                        .setSessionId("session-" + i)
                        .setUserId("user-" + i))
            .toArray(Span.Builder[]::new));
    FIXTURE.store(
        IntStream.rangeClosed(1, ITEMS)
            .mapToObj(i -> started(at(100 + i, 100 + i, NOON + i / 3 * SECOND)))
            .toList());
    FIXTURE.store(
        IntStream.rangeClosed(1, ITEMS)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        judgement(evaluation(i, 1, "v" + i, i / 3)),
                        metric(point("m" + i, i / 3).putLabels("k", "v"))))
            .toList());
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TRACES, 1",
    "TRACES, 5",
    "TRACES, 23",
    "TRACES, 100",
    "SPANS, 1",
    "SPANS, 4",
    "SPANS, 22",
    "SPANS, 24",
    "SESSIONS, 1",
    "SESSIONS, 7",
    "SESSIONS, 23",
    "USERS, 7",
    "USERS, 23",
    "OPEN_SPANS, 2",
    "OPEN_SPANS, 11",
    "OPEN_SPANS, 23",
    "EVALUATIONS, 2",
    "EVALUATIONS, 7",
    "EVALUATIONS, 23",
    "METRIC_POINTS, 2",
    "METRIC_POINTS, 7",
    "METRIC_POINTS, 23"
  })
  void walk_forthAndBack(Kind kind, int size) {
    List<String> all = kind.page(1000, "", SortOrder.SORT_ORDER_UNSPECIFIED).ids();
    assertThat(all).hasSize(ITEMS).doesNotHaveDuplicates();

    List<String> forth = new ArrayList<>();
    Part page = kind.page(size, "", SortOrder.SORT_ORDER_UNSPECIFIED);
    assertThat(page.previous()).isEmpty();
    forth.addAll(page.ids());
    while (!page.next().isEmpty()) {
      page = kind.page(size, page.next(), SortOrder.SORT_ORDER_UNSPECIFIED);
      forth.addAll(page.ids());
    }
    List<String> back = new ArrayList<>(page.ids());
    while (!page.previous().isEmpty()) {
      page = kind.page(size, page.previous(), SortOrder.SORT_ORDER_UNSPECIFIED);
      back.addAll(0, page.ids());
    }

    assertThat(forth).isEqualTo(all);
    assertThat(back).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"TRACES", "SPANS"})
  void order_isReversed(Kind kind) {
    List<String> newest = kind.page(0, "", SortOrder.SORT_ORDER_NEWEST_FIRST).ids();
    List<String> oldest =
        new ArrayList<>(kind.page(0, "", SortOrder.SORT_ORDER_OLDEST_FIRST).ids());
    Collections.reverse(oldest);

    assertThat(newest).isEqualTo(oldest).hasSize(ITEMS);
  }

  @Test
  void walk_withAnotherSizeOnTheWay() {
    Part first = Kind.SPANS.page(5, "", SortOrder.SORT_ORDER_UNSPECIFIED);
    Part rest = Kind.SPANS.page(100, first.next(), SortOrder.SORT_ORDER_UNSPECIFIED);

    assertThat(first.ids()).hasSize(5);
    assertThat(rest.ids()).hasSize(ITEMS - 5).doesNotContainAnyElementsOf(first.ids());
  }

  @ParameterizedTest
  @CsvSource({
    "SPANS, NEWEST, TRACES, NEWEST",
    "TRACES, NEWEST, SPANS, NEWEST",
    "SPANS, NEWEST, SESSIONS, NEWEST",
    "SPANS, OLDEST, OPEN_SPANS, OLDEST",
    "SESSIONS, NEWEST, USERS, NEWEST",
    "EVALUATIONS, NEWEST, METRIC_POINTS, NEWEST",
    "SPANS, NEWEST, EVALUATIONS, NEWEST",
    "SPANS, NEWEST, SPANS, OLDEST",
    "TRACES, OLDEST, TRACES, NEWEST"
  })
  void token_ofAnotherQuestion_isRefused(Kind from, String order, Kind to, String otherOrder) {
    String token = from.page(5, "", order(order)).next();

    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> to.page(5, token, order(otherOrder)));

    assertThat(refusal).hasMessageContaining("page_token: of another question");
  }

  private static SortOrder order(String name) {
    return SortOrder.valueOf("SORT_ORDER_" + name + "_FIRST");
  }
}
