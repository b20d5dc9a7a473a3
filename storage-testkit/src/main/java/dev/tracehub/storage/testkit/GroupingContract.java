/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Dimensions;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What {@link dev.tracehub.storage.Analytics} promises of groups, buckets, order and limits. */
public abstract class GroupingContract extends ContractTest {

  @ParameterizedTest
  @EnumSource(
      value = Dimension.class,
      mode = Mode.EXCLUDE,
      names = {
        "DIMENSION_UNSPECIFIED",
        "DIMENSION_TYPE",
        "DIMENSION_STATUS",
        "DIMENSION_TAG",
        "UNRECOGNIZED"
      })
  void textDimension_oneGroupPerValue(Dimension dimension) {
    SpanField field = Dimensions.fieldOf(dimension);
    store.store(
        with(1, field, "b"),
        with(2, field, "\uD83D\uDE00"),
        with(3, field, "\uFFFD"),
        with(4, field, "b"),
        with(5, field, ""));
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).by(dimension)))
        .containsExactly(": 1", "b: 2", "\uFFFD: 1", "\uD83D\uDE00: 1");
  }

  @Test
  void typeAndStatus_withoutPrefix() {
    store.store(
        TestSpans.call(1, 1),
        TestSpans.span(1, 2).setType(SpanType.SPAN_TYPE_GUARDRAIL),
        TestSpans.span(1, 3).setStatus(TestSpans.error("x")),
        TestSpans.span(1, 4));
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).by(Dimension.DIMENSION_TYPE)))
        .containsExactly("GUARDRAIL: 1", "LLM: 1", "SPAN: 2");
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).by(Dimension.DIMENSION_STATUS)))
        .containsExactly("ERROR: 1", "UNSPECIFIED: 3");
  }

  @Test
  void model_answeredElseAskedFor() {
    store.store(
        TestSpans.span(1, 1).setRequestModel("asked"),
        TestSpans.span(1, 2).setRequestModel("asked").setResponseModel("answered"));
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).by(Dimension.DIMENSION_MODEL)))
        .containsExactly("answered: 1", "asked: 1");
  }

  @Test
  void tags_inEachOfItsGroupsOnce() {
    store.store(
        TestSpans.call(1, 1).addTags("a").addTags("b"),
        TestSpans.call(1, 2).addTags("b").addTags("b"),
        TestSpans.call(1, 3));
    assertThat(
            counts(
                Question.of(Measure.MEASURE_COUNT, Measure.MEASURE_INPUT_TOKENS)
                    .by(Dimension.DIMENSION_TAG)))
        .containsExactly(": 1 100", "a: 1 100", "b: 2 200");
  }

  @Test
  void attribute_valueAsText() {
    store.store(
        TestSpans.span(1, 1),
        with(2, AttributeValue.newBuilder().setStringValue("search")),
        with(3, AttributeValue.newBuilder().setStringValue("")),
        with(4, AttributeValue.newBuilder().setBoolValue(true)),
        with(5, AttributeValue.newBuilder().setIntValue(-42)),
        with(6, AttributeValue.newBuilder().setDoubleValue(0.5)),
        with(7, AttributeValue.newBuilder().setIntValue(2)),
        with(8, AttributeValue.newBuilder().setDoubleValue(2.0)),
        with(9, AttributeValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("x"))));
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).byAttribute("team")))
        .containsExactly(": 3", "-42: 1", "0.5: 1", "2: 2", "search: 1", "true: 1");
  }

  @Test
  void severalDimensions_everyCombinationWithSpans() {
    store.store(
        TestSpans.span(1, 1).setService("a").setUserId("u"),
        TestSpans.span(1, 2).setService("a").setUserId("v"),
        TestSpans.span(1, 3).setService("b").setUserId("u"),
        TestSpans.span(1, 4).setService("a").setUserId("u"));
    Question question =
        Question.of(Measure.MEASURE_COUNT)
            .by(Dimension.DIMENSION_SERVICE, Dimension.DIMENSION_USER);
    assertThat(counts(question)).containsExactly("a,u: 2", "a,v: 1", "b,u: 1");
  }

  @Test
  void tagAndOtherDimensions_combined() {
    store.store(
        TestSpans.span(1, 1).setService("a").addTags("x").addTags("y"),
        TestSpans.span(2, 2).setService("b").addTags("x"));
    Question question =
        Question.of(Measure.MEASURE_COUNT)
            .by(Dimension.DIMENSION_TAG, Dimension.DIMENSION_SERVICE)
            .byAttribute("team");
    assertThat(counts(question)).containsExactly("x,a,: 1", "x,b,: 1", "y,a,: 1");
  }

  @Test
  void buckets_countedFromTheEpoch() {
    store.store(
        TestSpans.at(1, 1, second(0)),
        TestSpans.at(1, 2, second(59) + 999_999_999),
        TestSpans.at(1, 3, second(60)),
        TestSpans.at(1, 4, second(-1)),
        TestSpans.at(1, 5, second(600)));
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).bucket(Duration.ofMinutes(1))))
        .containsExactly("[-60] : 1", "[0] : 2", "[60] : 1", "[600] : 1");
    assertThat(counts(Question.of(Measure.MEASURE_COUNT).bucket(Duration.ofDays(1))))
        .containsExactly("[-43200] : 5");
  }

  @Test
  void buckets_oddWidth_countedFromTheEpoch() {
    store.store(TestSpans.at(1, 1, second(0)), TestSpans.at(1, 2, second(5)));
    long width = 7;
    long noon = TestSpans.NOON / TestSpans.SECOND;
    AggregateResult result =
        store.aggregate(Question.of(Measure.MEASURE_COUNT).bucket(Duration.ofSeconds(width)));
    assertThat(result.rows())
        .extracting(row -> row.getBucketStart().getSeconds())
        .isSubsetOf(noon / width * width, (noon + 5) / width * width)
        .contains(noon / width * width);
  }

  @Test
  void buckets_beforeGroupsInTheOrder() {
    store.store(
        TestSpans.at(1, 1, second(0)).setService("b"),
        TestSpans.at(1, 2, second(0)).setService("a"),
        TestSpans.at(1, 3, second(60)).setService("a"),
        TestSpans.at(1, 4, second(60)).setService("b"),
        TestSpans.at(1, 5, second(60)).setService("b"));
    Question question =
        Question.of(Measure.MEASURE_COUNT)
            .by(Dimension.DIMENSION_SERVICE)
            .bucket(Duration.ofMinutes(1));
    assertThat(counts(question)).containsExactly("[0] a: 1", "[0] b: 1", "[60] a: 1", "[60] b: 2");
    assertThat(counts(question.orderBy(Measure.MEASURE_COUNT)))
        .containsExactly("[0] a: 1", "[0] b: 1", "[60] b: 2", "[60] a: 1");
  }

  @Test
  void orderBy_greatestFirstWithoutValueLast() {
    store.store(
        TestSpans.call(1, 1).setService("cheap").setCost(TestSpans.cost("0.1")),
        TestSpans.call(1, 2).setService("dear").setCost(TestSpans.cost("10")),
        TestSpans.call(1, 3).setService("dear2").setCost(TestSpans.cost("9.5")),
        TestSpans.call(1, 4).setService("a unknown").setCost(TestSpans.unpriced()),
        TestSpans.call(1, 5).setService("b free").setCost(TestSpans.cost("0")),
        TestSpans.call(1, 6).setService("also cheap").setCost(TestSpans.cost("0.10")));
    Question question =
        Question.of(Measure.MEASURE_COST)
            .by(Dimension.DIMENSION_SERVICE)
            .orderBy(Measure.MEASURE_COST);
    assertThat(counts(question))
        .containsExactly(
            "dear: $10",
            "dear2: $9.5",
            "also cheap: $0.1",
            "cheap: $0.1",
            "b free: $0",
            "a unknown: -");
  }

  @Test
  void orderBy_measureNotAsked_orders() {
    store.store(
        TestSpans.span(1, 1).setService("fast"),
        TestSpans.span(1, 2)
            .setService("slow")
            .setEndTimeUnixNano(TestSpans.NOON + 60 * TestSpans.SECOND));
    Question question =
        Question.of(Measure.MEASURE_COUNT)
            .by(Dimension.DIMENSION_SERVICE)
            .orderBy(Measure.MEASURE_LATENCY_P95);
    assertThat(counts(question)).containsExactly("slow: 1", "fast: 1");
  }

  @Test
  void limit_cutsAfterOrderingAndSaysSo() {
    for (int i = 1; i <= 10; i++) {
      store.store(
          TestSpans.span(1, i).setService("s" + i),
          TestSpans.span(2, 10 + i).setService(i > 5 ? "s" + i : "s1"));
    }
    Question question =
        Question.of(Measure.MEASURE_COUNT)
            .by(Dimension.DIMENSION_SERVICE)
            .orderBy(Measure.MEASURE_COUNT);
    AggregateResult cut = store.aggregate(question.limit(3));
    assertThat(Rows.text(cut)).containsExactly("s1: 6", "s10: 2", "s6: 2");
    assertThat(cut.truncated()).isTrue();
    assertThat(store.aggregate(question.limit(9)).truncated()).isTrue();
    assertThat(store.aggregate(question.limit(10)).truncated()).isFalse();
    assertThat(store.aggregate(question.limit(11)).rows()).hasSize(10);
  }

  @Test
  void rangeAndFilter_narrow() {
    store.store(
        TestSpans.at(1, 1, second(0)).setService("a"),
        TestSpans.at(1, 2, second(10)).setService("a"),
        TestSpans.at(1, 3, second(10)).setService("b"));
    Filter service =
        new Filter.Compare(
            new Filter.Field.Known(SpanField.SERVICE),
            Filter.Operator.EQ,
            new Filter.Value.Text("a"));
    Question question = Question.of(Measure.MEASURE_COUNT);
    assertThat(counts(question.range(new TimeRange(second(0), second(10))))).containsExactly(": 1");
    assertThat(counts(question.range(new TimeRange(second(0), second(10) + 1))))
        .containsExactly(": 3");
    assertThat(counts(question.filter(service))).containsExactly(": 2");
    assertThat(counts(question.range(new TimeRange(second(11), second(20))))).isEmpty();
  }

  private List<String> counts(Question question) {
    AggregateResult result = store.aggregate(question);
    assertThat(result.truncated()).isFalse();
    return Rows.text(result);
  }

  private static Span.Builder with(long number, SpanField field, String text) {
    Span.Builder span = TestSpans.span(1, number);
    VariedSpans.setText(span, field, text);
    return span;
  }

  private static Span.Builder with(long number, AttributeValue.Builder value) {
    return TestSpans.span(1, number).putAttributes("team", value.build());
  }

  private static long second(long second) {
    return TestSpans.NOON + second * TestSpans.SECOND;
  }
}
