/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two projects with the same ids: no answer to one may hold anything of the other. */
public abstract class TenancyContract extends ContractTest {

  private static final List<String> PROJECTS = List.of(TestSpans.PROJECT, TestSpans.OTHER_PROJECT);

  private static final String STRANGER = "project-c";

  /** Both projects hold spans 1 and 2, open span 3, an event and a judgement of trace 1. */
  @BeforeEach
  void storeTheSameIdsInBoth() {
    List<StoredRecord> records = new ArrayList<>();
    for (String project : PROJECTS) {
      for (int span = 1; span <= 2; span++) {
        Span finished =
            TestSpans.call(1, span).setService(project).setSessionId("s").setUserId("u").build();
        records.add(new StoredRecord.Finished(project, finished));
      }
      Span open = TestSpans.startOf(TestSpans.span(1, 3).setService(project).build());
      records.add(new StoredRecord.Started(project, open));
      SpanEvent event = TestSpans.event(1, 1, "e", 1).setAuthor(project).build();
      records.add(new StoredRecord.Event(project, event));
      Evaluation evaluation = TestSpans.evaluation(1, 1, "v", 1).setEvaluator(project).build();
      records.add(new StoredRecord.Judgement(project, evaluation));
    }
    assertThat(store.write(records).stored()).isEqualTo(records.size());
  }

  @Test
  void trace_ownRecordsOnly() {
    for (String project : PROJECTS) {
      TraceRecords trace =
          Stages.await(storage.traces().trace(project, TestSpans.traceId(1), PayloadView.FULL, 100))
              .orElseThrow();
      assertThat(trace.spans()).hasSize(2).extracting(Span::getService).containsOnly(project);
      assertThat(trace.openSpans()).extracting(Span::getService).containsExactly(project);
      assertThat(trace.events()).extracting(SpanEvent::getAuthor).containsExactly(project);
      assertThat(trace.evaluations()).extracting(Evaluation::getEvaluator).containsExactly(project);
      assertThat(trace.summary().getServicesList()).containsExactly(project);
      assertThat(trace.summary().getSpanCount()).isEqualTo(2);
      assertThat(trace.summary().getCostUsd()).isEqualTo("0.0054");
    }
    assertThat(
            Stages.await(
                storage.traces().trace(STRANGER, TestSpans.traceId(1), PayloadView.FULL, 100)))
        .isEmpty();
  }

  @Test
  void span_ownRecordsOnly() {
    for (String project : PROJECTS) {
      SpanRecords span =
          Stages.await(storage.traces().span(project, TestSpans.traceId(1), TestSpans.spanId(1)))
              .orElseThrow();
      assertThat(span.span().getService()).isEqualTo(project);
      assertThat(span.events()).extracting(SpanEvent::getAuthor).containsExactly(project);
      assertThat(span.evaluations()).extracting(Evaluation::getEvaluator).containsExactly(project);
    }
    assertThat(
            Stages.await(
                storage.traces().span(STRANGER, TestSpans.traceId(1), TestSpans.spanId(1))))
        .isEmpty();
  }

  @Test
  void spansAndOpenSpans_ownOnly() {
    for (String project : PROJECTS) {
      assertThat(store.spans(all(project)).items())
          .hasSize(2)
          .extracting(Span::getService)
          .containsOnly(project);
      assertThat(store.openSpans(all(project)).items())
          .extracting(Span::getService)
          .containsExactly(project);
    }
    assertThat(store.spans(all(STRANGER)).items()).isEmpty();
    assertThat(store.openSpans(all(STRANGER)).items()).isEmpty();
  }

  @Test
  void tracesSessionsAndUsers_ownOnly() {
    for (String project : PROJECTS) {
      assertThat(store.traces(all(project)).items())
          .singleElement()
          .satisfies(
              trace -> {
                assertThat(trace.getServicesList()).containsExactly(project);
                assertThat(trace.getSpanCount()).isEqualTo(2);
                assertThat(trace.getOpenSpanCount()).isEqualTo(1);
              });
      assertThat(store.sessions(all(project)).items())
          .singleElement()
          .extracting(Session::getSpanCount)
          .isEqualTo(2L);
      assertThat(store.users(all(project)).items())
          .singleElement()
          .extracting(User::getSpanCount)
          .isEqualTo(2L);
    }
    assertThat(store.traces(all(STRANGER)).items()).isEmpty();
    assertThat(store.sessions(all(STRANGER)).items()).isEmpty();
    assertThat(store.users(all(STRANGER)).items()).isEmpty();
  }

  @Test
  void aggregate_ownOnly() {
    for (String project : PROJECTS) {
      Question question =
          Question.of(
                  Measure.MEASURE_COUNT,
                  Measure.MEASURE_TRACES,
                  Measure.MEASURE_INPUT_TOKENS,
                  Measure.MEASURE_COST,
                  Measure.MEASURE_SCORE_AVG)
              .by(Dimension.DIMENSION_SERVICE)
              .project(project);
      assertThat(Rows.text(store.aggregate(question)))
          .containsExactly(project + ": 2 1 200 $0.0054 0.5");
    }
    assertThat(store.aggregate(Question.of(Measure.MEASURE_COUNT).project(STRANGER)).rows())
        .isEmpty();
  }

  @Test
  void completionRate_ownOnly() {
    store.write(new StoredRecord.Finished(TestSpans.OTHER_PROJECT, TestSpans.span(1, 3).build()));
    assertThat(rate(TestSpans.PROJECT)).isZero();
    assertThat(rate(TestSpans.OTHER_PROJECT)).isEqualTo(1);
    assertThat(rate(STRANGER)).isEqualTo(1);
  }

  @Test
  void roleChange_ownOnly() {
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
    Question tokens = Question.of(Measure.MEASURE_INPUT_TOKENS);
    assertThat(Rows.text(store.aggregate(tokens))).containsExactly(": 100");
    assertThat(Rows.text(store.aggregate(tokens.project(TestSpans.OTHER_PROJECT))))
        .containsExactly(": 200");
  }

  @Test
  void projectNames_alike_apart() {
    for (String project : List.of("project", "project-a-", "PROJECT-A", "project-%", "")) {
      assertThat(store.spans(all(project)).items()).isEmpty();
    }
  }

  private double rate(String project) {
    return Stages.await(storage.analytics().completionRate(project, TimeRange.ALL, Filter.ALL));
  }

  private static SpanQuery all(String project) {
    return new SpanQuery(
        project, TimeRange.ALL, Filter.ALL, PageRequest.first(100, PageRequest.Order.OLDEST_FIRST));
  }
}
