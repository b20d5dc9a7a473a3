/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.Filter.And;
import dev.tracehub.storage.Filter.Compare;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.Has;
import dev.tracehub.storage.Filter.In;
import dev.tracehub.storage.Filter.ListHas;
import dev.tracehub.storage.Filter.Match;
import dev.tracehub.storage.Filter.MatchKind;
import dev.tracehub.storage.Filter.Not;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Or;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Usage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiltersTest {

  private static final Field NAME = new Field.Known(SpanField.NAME);
  private static final Field TTFT = new Field.Known(SpanField.TTFT_MS);
  private static final Field TOKENS = new Field.Known(SpanField.INPUT_TOKENS);
  private static final Field ATTRIBUTE = new Field.Attribute("key");
  private static final Filter NONE = new Or(List.of());

  private static final Span SPAN =
      Span.newBuilder()
          .setName("chat gpt")
          .addTags("a")
          .setUsage(Usage.newBuilder().setInputTokens(10))
          .build();

  @Test
  void matches_connectives() {
    assertThat(Filters.matches(Filter.ALL, SPAN)).isTrue();
    assertThat(Filters.matches(NONE, SPAN)).isFalse();
    assertThat(Filters.matches(new Not(NONE), SPAN)).isTrue();
    assertThat(Filters.matches(new And(List.of(Filter.ALL, NONE)), SPAN)).isFalse();
    assertThat(Filters.matches(new Or(List.of(NONE, Filter.ALL)), SPAN)).isTrue();
  }

  @Test
  void compare_absentField_onlyNotEqual() {
    assertThat(operators(TTFT, SPAN, new Value.Real(1))).containsExactly(Operator.NE);
    assertThat(operators(ATTRIBUTE, SPAN, new Value.Text(""))).containsExactly(Operator.NE);
  }

  @Test
  void compare_textThatWasNotSet_isEmptyText() {
    Field user = new Field.Known(SpanField.USER_ID);
    assertThat(operators(user, SPAN, new Value.Text("")))
        .containsExactlyInAnyOrder(Operator.EQ, Operator.LE, Operator.GE);
    assertThat(operators(user, SPAN, new Value.Text("a")))
        .containsExactlyInAnyOrder(Operator.NE, Operator.LT, Operator.LE);
  }

  @Test
  void compare_otherKind_unequalWithoutOrder() {
    assertThat(operators(NAME, SPAN, new Value.Whole(1))).containsExactly(Operator.NE);
    assertThat(operators(TOKENS, SPAN, new Value.Text("10"))).containsExactly(Operator.NE);
    assertThat(operators(TOKENS, SPAN, new Value.Bool(true))).containsExactly(Operator.NE);
    Field tags = new Field.Known(SpanField.TAGS);
    assertThat(operators(tags, SPAN, new Value.Text("a"))).containsExactly(Operator.NE);
  }

  @Test
  void compare_wholeWithReal_byValue() {
    assertThat(operators(TOKENS, SPAN, new Value.Real(10.0)))
        .containsExactlyInAnyOrder(Operator.EQ, Operator.LE, Operator.GE);
    assertThat(operators(TOKENS, SPAN, new Value.Real(10.5)))
        .containsExactlyInAnyOrder(Operator.NE, Operator.LT, Operator.LE);
    assertThat(operators(TOKENS, SPAN, new Value.Real(-1e300)))
        .containsExactlyInAnyOrder(Operator.NE, Operator.GT, Operator.GE);
  }

  @Test
  void compare_beyondTwoTo53_exact() {
    long big = (1L << 53) + 1;
    Span span = with(AttributeValue.newBuilder().setIntValue(big));
    assertThat(operators(ATTRIBUTE, span, new Value.Real(0x1p53)))
        .containsExactlyInAnyOrder(Operator.NE, Operator.GT, Operator.GE);
    Span max = with(AttributeValue.newBuilder().setIntValue(Long.MAX_VALUE));
    assertThat(operators(ATTRIBUTE, max, new Value.Real(0x1p63)))
        .containsExactlyInAnyOrder(Operator.NE, Operator.LT, Operator.LE);
    Span min = with(AttributeValue.newBuilder().setDoubleValue(-0x1p63));
    assertThat(operators(ATTRIBUTE, min, new Value.Whole(Long.MIN_VALUE)))
        .containsExactlyInAnyOrder(Operator.EQ, Operator.LE, Operator.GE);
  }

  @Test
  void compare_realSpecials_asIeee754() {
    Span nan = with(AttributeValue.newBuilder().setDoubleValue(Double.NaN));
    assertThat(operators(ATTRIBUTE, nan, new Value.Real(Double.NaN))).containsExactly(Operator.NE);
    assertThat(operators(ATTRIBUTE, nan, new Value.Whole(0))).containsExactly(Operator.NE);
    assertThat(operators(TOKENS, SPAN, new Value.Real(Double.NaN))).containsExactly(Operator.NE);
    Span zero = with(AttributeValue.newBuilder().setDoubleValue(-0.0));
    assertThat(operators(ATTRIBUTE, zero, new Value.Real(0.0))).contains(Operator.EQ);
    assertThat(operators(ATTRIBUTE, zero, new Value.Whole(0))).contains(Operator.EQ);
    Span infinite = with(AttributeValue.newBuilder().setDoubleValue(Double.POSITIVE_INFINITY));
    assertThat(operators(ATTRIBUTE, infinite, new Value.Whole(Long.MAX_VALUE)))
        .contains(Operator.GT);
  }

  @Test
  void compare_text_byCodePoint() {
    Span emoji = with(AttributeValue.newBuilder().setStringValue("\uD83D\uDE00"));
    assertThat(operators(ATTRIBUTE, emoji, new Value.Text("\uFFFD"))).contains(Operator.GT);
  }

  @Test
  void compare_bool_falseFirst() {
    Field error = new Field.Known(SpanField.ERROR);
    assertThat(operators(error, SPAN, new Value.Bool(true)))
        .containsExactlyInAnyOrder(Operator.NE, Operator.LT, Operator.LE);
  }

  @Test
  void compare_listAttribute_unequalAndPresent() {
    Span span = with(AttributeValue.newBuilder().setArrayValue(AttributeArray.newBuilder()));
    assertThat(operators(ATTRIBUTE, span, new Value.Text(""))).containsExactly(Operator.NE);
    assertThat(Filters.matches(new Has(ATTRIBUTE), span)).isTrue();
  }

  @Test
  void in_anyOfTheConstants() {
    List<Value> values = List.of(new Value.Text("x"), new Value.Real(10));
    assertThat(Filters.matches(new In(TOKENS, values), SPAN)).isTrue();
    assertThat(Filters.matches(new In(NAME, values), SPAN)).isFalse();
    assertThat(Filters.matches(new In(TTFT, values), SPAN)).isFalse();
    assertThat(Filters.matches(new In(TOKENS, List.of()), SPAN)).isFalse();
  }

  @Test
  void match_kinds() {
    assertThat(Filters.matches(new Match(NAME, MatchKind.STARTS_WITH, "chat"), SPAN)).isTrue();
    assertThat(Filters.matches(new Match(NAME, MatchKind.ENDS_WITH, "gpt"), SPAN)).isTrue();
    assertThat(Filters.matches(new Match(NAME, MatchKind.CONTAINS, "t g"), SPAN)).isTrue();
    assertThat(Filters.matches(new Match(NAME, MatchKind.CONTAINS, "T"), SPAN)).isFalse();
    assertThat(Filters.matches(new Match(NAME, MatchKind.REGEX, "g.t$"), SPAN)).isTrue();
    assertThat(Filters.matches(new Match(NAME, MatchKind.REGEX, "^gpt"), SPAN)).isFalse();
    assertThat(Filters.matches(new Match(TOKENS, MatchKind.CONTAINS, "1"), SPAN)).isFalse();
    assertThat(Filters.matches(new Match(ATTRIBUTE, MatchKind.CONTAINS, ""), SPAN)).isFalse();
  }

  @Test
  void match_dot_notLineFeed() {
    Span span = Span.newBuilder().setName("a\nb").build();
    assertThat(Filters.matches(new Match(NAME, MatchKind.REGEX, "a.b"), span)).isFalse();
    assertThat(Filters.matches(new Match(NAME, MatchKind.REGEX, "(?s)a.b"), span)).isTrue();
  }

  @Test
  void match_wrongPattern_refused() {
    assertThatThrownBy(() -> new Match(NAME, MatchKind.REGEX, "(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"(a\"")
        .hasMessageContaining("expected: an RE2 pattern");
  }

  @Test
  void has_byKind() {
    assertThat(hasFields(Span.getDefaultInstance()))
        .containsExactlyInAnyOrder(
            SpanField.TYPE,
            SpanField.STATUS,
            SpanField.ERROR,
            SpanField.ROOT,
            SpanField.STREAMING,
            SpanField.UNPRICED,
            SpanField.COUNTED,
            SpanField.START_TIME,
            SpanField.RETRY_COUNT);
    assertThat(hasFields(SPAN)).contains(SpanField.NAME, SpanField.TAGS, SpanField.INPUT_TOKENS);
    Span empty = with(AttributeValue.newBuilder().setStringValue(""));
    assertThat(Filters.matches(new Has(ATTRIBUTE), empty)).isTrue();
    assertThat(Filters.matches(new Has(new Field.ResourceAttribute("key")), empty)).isFalse();
  }

  @Test
  void listHas_exactText() {
    assertThat(Filters.matches(new ListHas(SpanField.TAGS, "a"), SPAN)).isTrue();
    assertThat(Filters.matches(new ListHas(SpanField.TAGS, ""), SPAN)).isFalse();
    assertThatThrownBy(() -> new ListHas(SpanField.NAME, "a"))
        .hasMessage("field: name (expected: a field that holds a list)");
  }

  private static Span with(AttributeValue.Builder value) {
    return Span.newBuilder().putAttributes("key", value.build()).build();
  }

  private static Set<Operator> operators(Field field, Span span, Value value) {
    Set<Operator> holding = EnumSet.allOf(Operator.class);
    holding.removeIf(operator -> !Filters.matches(new Compare(field, operator, value), span));
    return holding;
  }

  private static Set<SpanField> hasFields(Span span) {
    Set<SpanField> present = EnumSet.allOf(SpanField.class);
    present.removeIf(field -> !Filters.matches(new Has(new Field.Known(field)), span));
    return present;
  }
}
