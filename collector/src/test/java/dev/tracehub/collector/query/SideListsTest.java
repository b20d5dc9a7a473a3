/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.SECOND;
import static dev.tracehub.storage.testkit.TestSpans.evaluation;
import static dev.tracehub.storage.testkit.TestSpans.metric;
import static dev.tracehub.storage.testkit.TestSpans.point;
import static dev.tracehub.storage.testkit.TestSpans.spanId;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.ListEvaluationsRequest;
import dev.tracehub.v1.ListMetricPointsRequest;
import dev.tracehub.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists of what stands beside spans. */
class SideListsTest {

  private final QueryFixture fixture = QueryFixture.overAStore();
  private final QueryServiceBlockingStub service = fixture.as(PROJECT);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void listEvaluations_newestFirstAsTheConditionsSay() {
    Evaluation fair =
        evaluation(1, 1, "fair", 1).setSource(EvaluationSource.EVALUATION_SOURCE_HUMAN).build();
    Evaluation good = fair.toBuilder().setEvaluationId("good").setScore(0.9).build();
    Evaluation bad =
        evaluation(2, 2, "bad", 2).setLabel("bad").setPassed(false).setEvaluator("ann").build();
    fixture.store(
        Stream.of(fair, good, bad)
            .<StoredRecord>map(one -> new StoredRecord.Judgement(PROJECT, one))
            .toList());

    assertThat(listed(evaluations())).containsExactly(bad, good, fair);
    assertThat(listed(evaluations().setMinScore(0.5))).containsExactly(bad, good, fair);
    assertThat(listed(evaluations().setMinScore(0.6))).containsExactly(good);
    assertThat(listed(evaluations().setMaxScore(0.5))).containsExactly(bad, fair);
    assertThat(listed(evaluations().setMinScore(0.9).setMaxScore(0.9))).containsExactly(good);
    assertThat(listed(evaluations().setSource(EvaluationSource.EVALUATION_SOURCE_HUMAN)))
        .containsExactly(good, fair);
    assertThat(listed(evaluations().setTraceId(traceId(2).toString().toUpperCase(Locale.ROOT))))
        .containsExactly(bad);
    assertThat(listed(evaluations().setSpanId(spanId(1).toString()))).containsExactly(good, fair);
    assertThat(listed(evaluations().setName("quality"))).hasSize(3);
    assertThat(listed(evaluations().setName("other"))).isEmpty();
    assertThat(listed(evaluations().setLabel("bad"))).containsExactly(bad);
    assertThat(listed(evaluations().setEvaluator("ann"))).containsExactly(bad);
    assertThat(listed(evaluations().setPassed(false))).containsExactly(bad);
    assertThat(listed(evaluations().setPassed(true))).isEmpty();
  }

  private List<Evaluation> listed(ListEvaluationsRequest.Builder request) {
    return service.listEvaluations(request.build()).getEvaluationsList();
  }

  private static ListEvaluationsRequest.Builder evaluations() {
    return ListEvaluationsRequest.newBuilder().setTimeRange(Ranges.DAY);
  }

  @Test
  void listMetricPoints_newestFirstAsTheConditionsSay() {
    fixture.store(
        List.of(
            metric(point("a", 1).putLabels("k", "1")),
            metric(point("b", 2).putLabels("k", "2")),
            metric(point("b", 3).setService("s"))));

    assertThat(listed(points())).containsExactly(3L, 2L, 1L);
    assertThat(listed(points().setName("b"))).containsExactly(3L, 2L);
    assertThat(listed(points().setService("s"))).containsExactly(3L);
    assertThat(listed(points().putLabels("k", "2"))).containsExactly(2L);
    assertThat(listed(points().setName("a").putLabels("k", "2"))).isEmpty();
  }

  /** The seconds after noon of what is listed. */
  private List<Long> listed(ListMetricPointsRequest.Builder request) {
    return service.listMetricPoints(request.build()).getMetricPointsList().stream()
        .map(point -> (point.getTimeUnixNano() - NOON) / SECOND)
        .toList();
  }

  private static ListMetricPointsRequest.Builder points() {
    return ListMetricPointsRequest.newBuilder().setTimeRange(Ranges.DAY);
  }
}
