/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.Storage#purge} promises. */
public abstract class PurgeContract extends ContractTest {

  private static final String KEPT = TestSpans.OTHER_PROJECT;

  @BeforeEach
  void storeTheSameInBoth() {
    store.write(records(TestSpans.PROJECT));
    store.write(records(KEPT));
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
  }

  @Test
  void purge_nothingIsFoundAnyMore() {
    assertThat(purge(TestSpans.PROJECT)).isTrue();
    assertEmpty(TestSpans.PROJECT);
  }

  @Test
  void purge_othersKeepWhatTheyHave() {
    purge(TestSpans.PROJECT);
    assertThat(store.spans(all(KEPT)).items()).hasSize(2);
    assertThat(store.openSpans(all(KEPT)).items()).hasSize(1);
    assertThat(store.traces(all(KEPT)).items()).hasSize(1);
    assertThat(store.sessions(all(KEPT)).items()).hasSize(1);
    assertThat(store.evaluations(judgements(KEPT)).items()).hasSize(1);
    assertThat(store.metricPoints(measurements(KEPT)).items()).hasSize(1);
    assertThat(Rows.text(store.aggregate(counts().project(KEPT)))).containsExactly(": 2 1 200");
    assertThat(Stages.await(storage.traces().span(KEPT, TestSpans.traceId(1), TestSpans.spanId(1))))
        .hasValueSatisfying(
            span -> {
              assertThat(span.span().getInput().getText()).hasSize(2000);
              assertThat(span.events()).hasSize(1);
              assertThat(span.evaluations()).hasSize(1);
            });
  }

  @Test
  void purge_again_findsNothing() {
    assertThat(purge(TestSpans.PROJECT)).isTrue();
    assertThat(purge(TestSpans.PROJECT)).isFalse();
    assertThat(purge("project-that-never-was")).isFalse();
    assertThat(purge("it's \\ a \"name\" – of; sorts")).isFalse();
  }

  @Test
  void purge_documentsStay() {
    Document document = new Document("kind", TestSpans.PROJECT, 0, ByteString.copyFromUtf8("x"));
    Stages.await(storage.records().put(document));
    purge(TestSpans.PROJECT);
    assertThat(Stages.await(storage.records().get("kind", TestSpans.PROJECT))).isPresent();
  }

  @Test
  void write_afterPurge_sameIdsAreNew() {
    purge(TestSpans.PROJECT);
    List<StoredRecord> records = records(TestSpans.PROJECT);
    assertThat(store.write(new Block("after-the-purge", records)).stored())
        .isEqualTo(records.size());
    assertThat(Rows.text(store.aggregate(counts()))).containsExactly(": 2 1 200");
    assertThat(store.trace(1).spans()).hasSize(2);
  }

  private void assertEmpty(String project) {
    assertThat(store.spans(all(project)).items()).isEmpty();
    assertThat(store.openSpans(all(project)).items()).isEmpty();
    assertThat(store.traces(all(project)).items()).isEmpty();
    assertThat(store.sessions(all(project)).items()).isEmpty();
    assertThat(store.evaluations(judgements(project)).items()).isEmpty();
    assertThat(store.metricPoints(measurements(project)).items()).isEmpty();
    assertThat(store.aggregate(counts().project(project)).rows()).isEmpty();
    assertThat(Stages.await(storage.analytics().completionRate(project, TimeRange.ALL, Filter.ALL)))
        .isEqualTo(1);
    assertThat(
            Stages.await(
                storage.traces().trace(project, TestSpans.traceId(1), PayloadView.FULL, 100)))
        .isEmpty();
    assertThat(
            Stages.await(storage.traces().span(project, TestSpans.traceId(1), TestSpans.spanId(1))))
        .isEmpty();
  }

  private boolean purge(String project) {
    return Stages.await(storage.purge(project));
  }

  private static Question counts() {
    return Question.of(Measure.MEASURE_COUNT, Measure.MEASURE_TRACES, Measure.MEASURE_INPUT_TOKENS);
  }

  private static SpanQuery all(String project) {
    return new SpanQuery(
        project, TimeRange.ALL, Filter.ALL, PageRequest.first(100, PageRequest.Order.OLDEST_FIRST));
  }

  private static EvaluationQuery judgements(String project) {
    return new EvaluationQuery(project, TimeRange.ALL, List.of(), all(project).page());
  }

  private static MetricQuery measurements(String project) {
    return new MetricQuery(project, TimeRange.ALL, "", "", Map.of(), all(project).page());
  }

  /** Something of every sort. */
  private static List<StoredRecord> records(String project) {
    List<StoredRecord> records = new ArrayList<>();
    for (int span = 1; span <= 2; span++) {
      Span finished =
          TestSpans.call(1, span)
              .setSessionId("s")
              .setInput(Payload.newBuilder().setText("x".repeat(2000)))
              .build();
      records.add(new StoredRecord.Finished(project, finished));
    }
    Span open = TestSpans.startOf(TestSpans.span(1, 3).build());
    records.add(new StoredRecord.Started(project, open));
    records.add(new StoredRecord.Event(project, TestSpans.event(1, 1, "e", 1).build()));
    records.add(new StoredRecord.Judgement(project, TestSpans.evaluation(1, 1, "v", 1).build()));
    MetricPoint metric =
        MetricPoint.newBuilder().setName("m").setTimeUnixNano(open.getStartTimeUnixNano()).build();
    records.add(new StoredRecord.Metric(project, metric));
    JobUpdate job =
        JobUpdate.newBuilder().setJobId("j").setTimeUnixNano(open.getStartTimeUnixNano()).build();
    records.add(new StoredRecord.Job(project, job));
    return records;
  }
}
