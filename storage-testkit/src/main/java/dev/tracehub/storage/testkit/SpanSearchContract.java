/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.MatchKind;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link dev.tracehub.storage.SpanSearch} promises of filters: the answers of {@link
 * Filters#matches}, for every field and every form.
 */
public abstract class SpanSearchContract extends ContractTest {

  private static final List<Value> FOREIGN =
      List.of(
          new Value.Text("alpha"),
          new Value.Text(""),
          new Value.Whole(1),
          new Value.Real(0.5),
          new Value.Real(Double.NaN),
          new Value.Bool(true),
          new Value.Bool(false));

  private final List<Span> spans = VariedSpans.all().stream().map(Span.Builder::build).toList();

  @ParameterizedTest
  @EnumSource(SpanField.class)
  void compare_everyOperator(SpanField field) {
    storeVaried();
    for (Value constant : constants(field)) {
      for (Operator operator : Operator.values()) {
        assertAnswers(new Filter.Compare(new Field.Known(field), operator, constant));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SpanField.class)
  void inAndHas_everyField(SpanField field) {
    storeVaried();
    Field known = new Field.Known(field);
    List<Value> constants = new ArrayList<>(constants(field));
    assertAnswers(new Filter.Has(known));
    assertAnswers(new Filter.In(known, constants));
    assertAnswers(new Filter.In(known, List.of()));
    assertAnswers(new Filter.In(known, constants.subList(0, constants.size() / 2)));
    assertAnswers(new Filter.Not(new Filter.In(known, constants.subList(0, 2))));
  }

  @ParameterizedTest
  @EnumSource(SpanField.class)
  void match_everyKind(SpanField field) {
    storeVaried();
    for (String part : List.of("", "al", "a", "%", "_", "\\", "'", "\uD83D\uDE00", "\n", "LLM")) {
      assertAnswers(new Filter.Match(new Field.Known(field), MatchKind.STARTS_WITH, part));
      assertAnswers(new Filter.Match(new Field.Known(field), MatchKind.ENDS_WITH, part));
      assertAnswers(new Filter.Match(new Field.Known(field), MatchKind.CONTAINS, part));
    }
    for (String pattern :
        List.of("", "^alpha", "a$", "(?i)ALPHA", "line.feed", "(?s)line.feed", "[0-9]+%", ".")) {
      assertAnswers(new Filter.Match(new Field.Known(field), MatchKind.REGEX, pattern));
    }
  }

  @Test
  void listHas_exactText() {
    storeVaried();
    for (String text : List.of("", "alpha", "Alpha", "alp", "100%_\\'\"`", "\uD83D\uDE00")) {
      assertAnswers(new Filter.ListHas(SpanField.TAGS, text));
      assertAnswers(new Filter.ListHas(SpanField.FINISH_REASONS, text));
      assertAnswers(new Filter.Not(new Filter.ListHas(SpanField.TAGS, text)));
    }
  }

  @Test
  void connectives_nested() {
    storeVaried();
    Filter error = equal(SpanField.ERROR, new Value.Bool(true));
    Filter name = new Filter.Match(new Field.Known(SpanField.NAME), MatchKind.CONTAINS, "a");
    Filter cost = new Filter.Has(new Field.Known(SpanField.COST_USD));
    Filter none = new Filter.Or(List.of());
    assertAnswers(none);
    assertAnswers(Filter.ALL);
    assertAnswers(new Filter.Not(none));
    assertAnswers(new Filter.And(List.of(error, name)));
    assertAnswers(new Filter.Or(List.of(error, name, none)));
    assertAnswers(
        new Filter.And(
            List.of(new Filter.Or(List.of(error, cost)), new Filter.Not(name), Filter.ALL)));
    assertAnswers(
        new Filter.Not(new Filter.Or(List.of(new Filter.And(List.of(error, cost)), name))));
  }

  @Test
  void compare_absentUnderNot_asTheReference() {
    storeVaried();
    Field ttft = new Field.Known(SpanField.TTFT_MS);
    for (Operator operator : Operator.values()) {
      assertAnswers(new Filter.Not(new Filter.Compare(ttft, operator, new Value.Real(1.5))));
    }
  }

  @Test
  void range_startInclusiveEndExclusive() {
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 2), TestSpans.span(1, 3));
    long one = TestSpans.NOON + TestSpans.SECOND;
    assertThat(starts(new TimeRange(one, one + 1))).containsExactly(one);
    assertThat(starts(new TimeRange(one + 1, one + TestSpans.SECOND))).isEmpty();
    assertThat(starts(new TimeRange(one, one + TestSpans.SECOND))).containsExactly(one);
    assertThat(starts(new TimeRange(one + 1, Long.MAX_VALUE))).hasSize(2);
    assertThat(starts(new TimeRange(0, one))).isEmpty();
  }

  @Test
  void spans_payloads_headsWhileFiltersSeeAll() {
    Span.Builder span =
        TestSpans.span(1, 1)
            .setInput(Payload.newBuilder().setText("x".repeat(5_000) + "needle"))
            .setOutput(Payload.newBuilder().setText("short"));
    store.store(span, TestSpans.span(1, 2));
    Filter needle =
        new Filter.Match(new Field.Known(SpanField.INPUT), MatchKind.ENDS_WITH, "needle");
    assertThat(search(needle)).containsExactly(PayloadHeads.cut(span.build()));
  }

  private void storeVaried() {
    store.store(VariedSpans.all().toArray(Span.Builder[]::new));
  }

  private void assertAnswers(Filter filter) {
    assertThat(search(filter).stream().map(Span::getSpanId))
        .as("%s", filter)
        .isEqualTo(spans.stream().filter(Filters.predicate(filter)).map(Span::getSpanId).toList());
  }

  private List<Span> search(Filter filter) {
    return store.spans(StoreDriver.matching(filter)).items();
  }

  private List<Long> starts(TimeRange range) {
    return store.spans(StoreDriver.matching(Filter.ALL, range)).items().stream()
        .map(Span::getStartTimeUnixNano)
        .toList();
  }

  /** What the spans say, what lies beside it, and values of other kinds. */
  private Set<Value> constants(SpanField field) {
    Set<Value> constants = new LinkedHashSet<>(FOREIGN);
    for (Span span : spans) {
      switch (field.kind()) {
        case TEXT -> constants.add(new Value.Text(SpanValues.text(span, field)));
        case WHOLE -> SpanValues.whole(span, field).ifPresent(number -> beside(constants, number));
        case REAL -> SpanValues.real(span, field).ifPresent(number -> beside(constants, number));
        case TEXT_LIST ->
            SpanValues.list(span, field).forEach(text -> constants.add(new Value.Text(text)));
        case BOOL -> {}
      }
    }
    return constants;
  }

  private static void beside(Set<Value> constants, long number) {
    constants.add(new Value.Whole(number));
    constants.add(new Value.Real(number));
    constants.add(new Value.Real(number + 0.5));
  }

  private static void beside(Set<Value> constants, double number) {
    constants.add(new Value.Real(number));
    constants.add(new Value.Real(Math.nextUp(number)));
    constants.add(new Value.Whole((long) number));
  }

  private static Filter equal(SpanField field, Value value) {
    return new Filter.Compare(new Field.Known(field), Operator.EQ, value);
  }
}
