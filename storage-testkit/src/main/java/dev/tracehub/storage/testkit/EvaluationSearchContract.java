/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.EvaluationCondition;
import dev.tracehub.storage.EvaluationCondition.TextField;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PageRequest.Order;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.SideRecordSearch#evaluations} promises beside pages. */
public abstract class EvaluationSearchContract extends ContractTest {

  private static final String TEXT = "it's \\ \"a\" – 😀 \t{p0:String}%";

  @Test
  void evaluation_everyField_asStored() {
    Evaluation evaluation =
        TestSpans.evaluation(1, 2, TEXT, 3)
            .setName(TEXT)
            .setScore(0.1)
            .setLabel(TEXT)
            .setPassed(false)
            .setExplanation(TEXT)
            .setEvaluator(TEXT)
            .setEvaluatorVersion("7")
            .setSource(EvaluationSource.EVALUATION_SOURCE_JUDGE)
            .build();
    store.write(TestSpans.judgement(evaluation.toBuilder()));
    assertThat(ids(text(TextField.NAME, TEXT), text(TextField.LABEL, TEXT))).containsExactly(TEXT);
    assertThat(find(text(TextField.EVALUATOR, TEXT))).containsExactly(evaluation);
  }

  @Test
  void evaluations_order_timeThenTraceThenId() {
    store.write(
        TestSpans.judgement(TestSpans.evaluation(2, 1, "a", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "c", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 9, "\uD83D\uDE00", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 8, "\uFFFD", 2)),
        TestSpans.judgement(TestSpans.evaluation(3, 1, "z", 1)));
    assertThat(ids()).containsExactly("z", "c", "\uFFFD", "\uD83D\uDE00", "a");
  }

  @Test
  void range_timesOfJudgements_startInEndOut() {
    store.store(TestSpans.span(1, 1));
    for (int second = 1; second <= 4; second++) {
      store.write(TestSpans.judgement(TestSpans.evaluation(1, 1, "v" + second, second)));
    }
    TimeRange range =
        new TimeRange(TestSpans.NOON + 2 * TestSpans.SECOND, TestSpans.NOON + 4 * TestSpans.SECOND);
    assertThat(store.evaluations(query(TestSpans.PROJECT, range)).items())
        .extracting(Evaluation::getEvaluationId)
        .containsExactly("v2", "v3");
    TimeRange before = new TimeRange(0, TestSpans.NOON);
    assertThat(store.evaluations(query(TestSpans.PROJECT, before)).items()).isEmpty();
  }

  /** Far apart, so that a store that reads in pieces has to go on. */
  @Test
  void range_weeks_foundAtBothEnds() {
    long day = 86_400;
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "new", 0)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "old", -20 * day)));
    assertThat(ids()).containsExactly("old", "new");
    PageRequest first = PageRequest.first(1, Order.NEWEST_FIRST);
    EvaluationQuery query = query(TestSpans.PROJECT, TimeRange.ALL).with(first);
    var page = store.evaluations(query);
    assertThat(page.items()).extracting(Evaluation::getEvaluationId).containsExactly("new");
    var next = store.evaluations(query.with(first.at(page.next().orElseThrow())));
    assertThat(next.items()).extracting(Evaluation::getEvaluationId).containsExactly("old");
    assertThat(next.next()).isEmpty();
    assertThat(next.previous()).isPresent();
  }

  @Test
  void conditions_ids_thoseOfTheTraceAndTheSpan() {
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "a", 1)),
        TestSpans.judgement(TestSpans.evaluation(1, 2, "b", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "c", 3).clearSpanId()),
        TestSpans.judgement(TestSpans.evaluation(2, 1, "d", 4)));
    EvaluationCondition trace = new EvaluationCondition.InTrace(TestSpans.traceId(1));
    EvaluationCondition span = new EvaluationCondition.OfSpan(TestSpans.spanId(1));
    assertThat(ids(trace)).containsExactly("a", "b", "c");
    assertThat(ids(span)).containsExactly("a", "d");
    assertThat(ids(trace, span)).containsExactly("a");
    assertThat(ids(new EvaluationCondition.InTrace(TestSpans.traceId(9)))).isEmpty();
    assertThat(ids(new EvaluationCondition.OfSpan(TestSpans.spanId(9)))).isEmpty();
  }

  @Test
  void conditions_texts_exactly() {
    store.write(
        TestSpans.judgement(
            TestSpans.evaluation(1, 1, "a", 1).setLabel("good").setEvaluator("judge")),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "b", 2).setName("Quality")),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "c", 3).setLabel("good enough")));
    assertThat(ids(text(TextField.NAME, "quality"))).containsExactly("a", "c");
    assertThat(ids(text(TextField.NAME, "qualit"))).isEmpty();
    assertThat(ids(text(TextField.LABEL, "good"))).containsExactly("a");
    assertThat(ids(text(TextField.EVALUATOR, "judge"))).containsExactly("a");
    assertThat(ids(text(TextField.LABEL, ""))).containsExactly("b");
  }

  @Test
  void conditions_source_thatOne() {
    store.write(
        TestSpans.judgement(
            TestSpans.evaluation(1, 1, "human", 1)
                .setSource(EvaluationSource.EVALUATION_SOURCE_HUMAN)),
        TestSpans.judgement(
            TestSpans.evaluation(1, 1, "api", 2).setSource(EvaluationSource.EVALUATION_SOURCE_API)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "unsaid", 3)));
    assertThat(ids(source(EvaluationSource.EVALUATION_SOURCE_HUMAN))).containsExactly("human");
    assertThat(ids(source(EvaluationSource.EVALUATION_SOURCE_API))).containsExactly("api");
    assertThat(ids(source(EvaluationSource.EVALUATION_SOURCE_JUDGE))).isEmpty();
  }

  @Test
  void conditions_passed_verdictsOnly() {
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "yes", 1).setPassed(true)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "no", 2).setPassed(false)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "none", 3)));
    assertThat(ids(new EvaluationCondition.PassedIs(true))).containsExactly("yes");
    assertThat(ids(new EvaluationCondition.PassedIs(false))).containsExactly("no");
  }

  @Test
  void conditions_score_endsIncludedAbsentNever() {
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "tenth", 1).setScore(0.1)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "half", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "absent", 3).clearScore()),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "zero", 4).setScore(-0.0)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "nan", 5).setScore(Double.NaN)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "much", 6).setScore(1e300)));
    assertThat(ids(score(0.1, 0.5))).containsExactly("tenth", "half");
    assertThat(ids(score(Math.nextUp(0.1), Math.nextDown(0.5)))).isEmpty();
    assertThat(ids(score(0, 0))).containsExactly("zero");
    assertThat(ids(score(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)))
        .containsExactly("tenth", "half", "zero", "much");
  }

  /** As {@link StoredRecord.Judgement} says. */
  @Test
  void repeat_sameTraceAndId_firstStays() {
    Evaluation.Builder first = TestSpans.evaluation(1, 1, "v", 1);
    store.write(
        TestSpans.judgement(first),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "v", 2).setScore(1)));
    store.write(TestSpans.judgement(TestSpans.evaluation(1, 2, "v", 3).setName("other")));
    Evaluation.Builder ofOtherTrace = TestSpans.evaluation(2, 1, "v", 4);
    store.write(TestSpans.judgement(ofOtherTrace));
    assertThat(find()).containsExactly(first.build(), ofOtherTrace.build());
  }

  @Test
  void nothingHeld_empty() {
    store.store(TestSpans.span(1, 1));
    assertThat(find()).isEmpty();
    store.write(TestSpans.judgement(TestSpans.evaluation(1, 1, "v", 1)));
    assertThat(ids(text(TextField.NAME, "other"))).isEmpty();
  }

  @Test
  void project_ownOnly() {
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "own", 1)),
        new StoredRecord.Judgement(
            TestSpans.OTHER_PROJECT, TestSpans.evaluation(1, 1, "other", 1).build()));
    assertThat(ids()).containsExactly("own");
    assertThat(store.evaluations(query(TestSpans.OTHER_PROJECT, TimeRange.ALL)).items())
        .extracting(Evaluation::getEvaluationId)
        .containsExactly("other");
    assertThat(store.evaluations(query("project", TimeRange.ALL)).items()).isEmpty();
  }

  private List<Evaluation> find(EvaluationCondition... conditions) {
    return store.evaluations(query(TestSpans.PROJECT, TimeRange.ALL, conditions)).items();
  }

  private List<String> ids(EvaluationCondition... conditions) {
    return find(conditions).stream().map(Evaluation::getEvaluationId).toList();
  }

  private static EvaluationQuery query(
      String project, TimeRange range, EvaluationCondition... conditions) {
    return new EvaluationQuery(
        project, range, List.of(conditions), PageRequest.first(100, Order.OLDEST_FIRST));
  }

  private static EvaluationCondition text(TextField field, String text) {
    return new EvaluationCondition.TextIs(field, text);
  }

  private static EvaluationCondition source(EvaluationSource source) {
    return new EvaluationCondition.SourceIs(source);
  }

  private static EvaluationCondition score(double min, double max) {
    return new EvaluationCondition.ScoreBetween(min, max);
  }
}
