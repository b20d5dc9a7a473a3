/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.MatchKind;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.Filters;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters over attributes of spans and of their resources, of every type. */
public abstract class AttributeSearchContract extends ContractTest {

  private static final String KEY = "app.key";

  private static final List<AttributeValue> VALUES =
      List.of(
          AttributeValue.getDefaultInstance(),
          text(""),
          text("search"),
          text("Search \uD83D\uDE00"),
          text("1"),
          AttributeValue.newBuilder().setBoolValue(true).build(),
          AttributeValue.newBuilder().setBoolValue(false).build(),
          whole(0),
          whole(1),
          whole(-1),
          whole((1L << 53) + 1),
          whole(Long.MAX_VALUE),
          whole(Long.MIN_VALUE),
          real(0.5),
          real(1.0),
          real(-0.0),
          real(0x1p53),
          real(0x1p63),
          real(Double.NaN),
          real(Double.POSITIVE_INFINITY),
          real(Double.NEGATIVE_INFINITY),
          AttributeValue.newBuilder()
              .setArrayValue(AttributeArray.newBuilder().addValues(text("search")))
              .build(),
          AttributeValue.newBuilder()
              .setMapValue(AttributeMap.newBuilder().putEntries("search", whole(1)))
              .build(),
          AttributeValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("search")).build());

  private static final List<Value> CONSTANTS =
      List.of(
          new Value.Text(""),
          new Value.Text("search"),
          new Value.Text("1"),
          new Value.Text("true"),
          new Value.Bool(true),
          new Value.Bool(false),
          new Value.Whole(0),
          new Value.Whole(1),
          new Value.Whole(1L << 53),
          new Value.Whole((1L << 53) + 1),
          new Value.Whole(Long.MAX_VALUE),
          new Value.Whole(Long.MIN_VALUE),
          new Value.Real(0.5),
          new Value.Real(1),
          new Value.Real(-0.0),
          new Value.Real(0x1p53),
          new Value.Real(0x1p63),
          new Value.Real(-0x1p63),
          new Value.Real(Double.NaN),
          new Value.Real(Double.POSITIVE_INFINITY),
          new Value.Real(Double.NEGATIVE_INFINITY));

  /** The two places where attributes are. */
  enum Place {
    SPAN {
      @Override
      void put(Span.Builder span, String key, AttributeValue value) {
        span.putAttributes(key, value);
      }

      @Override
      Field field(String key) {
        return new Field.Attribute(key);
      }
    },
    RESOURCE {
      @Override
      void put(Span.Builder span, String key, AttributeValue value) {
        span.putResourceAttributes(key, value);
      }

      @Override
      Field field(String key) {
        return new Field.ResourceAttribute(key);
      }
    };

    abstract void put(Span.Builder span, String key, AttributeValue value);

    abstract Field field(String key);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void compare_everyTypeAndOperator(Place place) {
    List<Span> spans = storeValues(place);
    for (Value constant : CONSTANTS) {
      for (Operator operator : Operator.values()) {
        assertAnswers(spans, new Filter.Compare(place.field(KEY), operator, constant));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void inAndHas_everyType(Place place) {
    List<Span> spans = storeValues(place);
    assertAnswers(spans, new Filter.Has(place.field(KEY)));
    assertAnswers(spans, new Filter.Has(place.field("app")));
    assertAnswers(spans, new Filter.In(place.field(KEY), CONSTANTS));
    assertAnswers(spans, new Filter.In(place.field(KEY), CONSTANTS.subList(0, 7)));
    assertAnswers(spans, new Filter.Not(new Filter.In(place.field(KEY), CONSTANTS)));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void match_onlyText(Place place) {
    List<Span> spans = storeValues(place);
    for (MatchKind kind : MatchKind.values()) {
      for (String part : List.of("", "1", "search", "S", "\uD83D\uDE00")) {
        assertAnswers(spans, new Filter.Match(place.field(KEY), kind, part));
      }
    }
  }

  @Test
  void places_toldApart() {
    store.store(
        TestSpans.span(1, 1).putAttributes(KEY, text("a")).putResourceAttributes(KEY, text("b")),
        TestSpans.span(1, 2).putAttributes(KEY, text("b")).putResourceAttributes(KEY, text("a")));
    assertThat(search(equal(new Field.Attribute(KEY), "a"))).containsExactly(1L);
    assertThat(search(equal(new Field.ResourceAttribute(KEY), "a"))).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.b", "a b", "k'y", "k\"y", "k`y", "k\\y", "\uD83D\uDE00", "%", "{k}"})
  void keys_anyText(String key) {
    store.store(
        TestSpans.span(1, 1).putAttributes(key, text("x")),
        TestSpans.span(1, 2).putAttributes(key + "2", text("x")),
        TestSpans.span(1, 3).putAttributes("name", text("x")));
    assertThat(search(equal(new Field.Attribute(key), "x"))).containsExactly(1L);
    assertThat(search(new Filter.Has(new Field.Attribute(key)))).containsExactly(1L);
  }

  @Test
  void knownField_isNoAttribute() {
    store.store(TestSpans.span(1, 1).setService("x"), TestSpans.span(1, 2));
    assertThat(search(equal(new Field.Attribute("service"), "x"))).isEmpty();
    assertThat(search(new Filter.Has(new Field.Attribute("service.name")))).isEmpty();
  }

  private List<Span> storeValues(Place place) {
    Span.Builder[] spans = new Span.Builder[VALUES.size() + 1];
    for (int i = 0; i < VALUES.size(); i++) {
      spans[i] = TestSpans.span(1, i + 1);
      place.put(spans[i], KEY, VALUES.get(i));
    }
    spans[VALUES.size()] = TestSpans.span(1, VALUES.size() + 1);
    store.store(spans);
    return List.of(spans).stream().map(Span.Builder::build).toList();
  }

  private void assertAnswers(List<Span> spans, Filter filter) {
    assertThat(search(filter))
        .as("%s", filter)
        .isEqualTo(
            spans.stream()
                .filter(Filters.predicate(filter))
                .map(AttributeSearchContract::number)
                .toList());
  }

  private List<Long> search(Filter filter) {
    return store.spans(StoreDriver.matching(filter)).items().stream()
        .map(AttributeSearchContract::number)
        .toList();
  }

  private static Filter equal(Field field, String text) {
    return new Filter.Compare(field, Operator.EQ, new Value.Text(text));
  }

  private static long number(Span span) {
    return Long.parseUnsignedLong(span.getSpanId(), 16);
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static AttributeValue whole(long number) {
    return AttributeValue.newBuilder().setIntValue(number).build();
  }

  private static AttributeValue real(double number) {
    return AttributeValue.newBuilder().setDoubleValue(number).build();
  }
}
