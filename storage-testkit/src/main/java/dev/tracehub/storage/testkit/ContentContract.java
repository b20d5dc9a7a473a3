/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores give back what they were given: every field, any text, any value. */
public abstract class ContentContract extends ContractTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyField_kept(long seed) {
    Span.Builder span = new FilledSpans(seed).next(1, 1);
    store.store(span);
    assertKept(span);
  }

  @Test
  void everyField_keptInSearch() {
    Span.Builder span = new FilledSpans(9).next(1, 1);
    store.store(span);
    assertThat(store.spans(StoreDriver.matching(Filter.ALL)).items())
        .containsExactly(PayloadHeads.cut(span.build()));
  }

  @Test
  void noFieldButTheRequired_kept() {
    Span.Builder span = TestSpans.span(1, 1);
    store.store(span);
    Span held = store.span(1, 1).span();
    assertThat(held).isEqualTo(span.build());
    assertThat(held.hasUsage()).isFalse();
    assertThat(held.hasInput()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uAC10\uC0AC\uD569\uB2C8\uB2E4",
        "\uD83D\uDC69\u200D\uD83D\uDE80 \uD83C\uDDF0\uD83C\uDDF7",
        "\u0000\u0001\t\r\n",
        "'; DROP TABLE spans; -- \\' \" ` ${x} {x:String} %s ?",
        "\uFFFD\uFEFF\u202E",
        " leading and trailing "
      })
  void anyText_kept(String text) {
    AttributeValue value = AttributeValue.newBuilder().setStringValue(text).build();
    Span.Builder span =
        TestSpans.span(1, 1)
            .setName(text)
            .setService(text)
            .setUserId(text)
            .setSessionId(text)
            .addTags(text)
            .setRequestModel(text)
            .putAttributes(text, value)
            .putResourceAttributes(text, value)
            .setInput(Payload.newBuilder().setText(text).setMimeType(text));
    store.store(span);
    assertKept(span);
  }

  @Test
  void anyAttributeValue_kept() {
    AttributeValue text = AttributeValue.newBuilder().setStringValue("").build();
    Span.Builder span =
        TestSpans.span(1, 1)
            .putAttributes("", text)
            .putAttributes("no value", AttributeValue.getDefaultInstance())
            .putAttributes("true", AttributeValue.newBuilder().setBoolValue(true).build())
            .putAttributes("false", AttributeValue.newBuilder().setBoolValue(false).build())
            .putAttributes("min", whole(Long.MIN_VALUE))
            .putAttributes("max", whole(Long.MAX_VALUE))
            .putAttributes("zero", whole(0))
            .putAttributes("nan", real(Double.NaN))
            .putAttributes("infinite", real(Double.NEGATIVE_INFINITY))
            .putAttributes("minus zero", real(-0.0))
            .putAttributes("least", real(Double.MIN_VALUE))
            .putAttributes("greatest", real(Double.MAX_VALUE))
            .putAttributes("third", real(1 / 3.0))
            .putAttributes("bytes", bytes(new byte[] {0, -1, 127}))
            .putAttributes("no bytes", bytes(new byte[0]))
            .putAttributes("list", list(whole(1), text, real(0.5), list()))
            .putAttributes(
                "map",
                AttributeValue.newBuilder()
                    .setMapValue(AttributeMap.newBuilder().putEntries("k", list(whole(7))))
                    .build());
    store.store(span);
    assertKept(span);
  }

  @Test
  void extremeNumbers_kept() {
    Span.Builder span =
        TestSpans.call(1, 1)
            .setUsage(
                Usage.newBuilder()
                    .setInputTokens(Long.MAX_VALUE)
                    .setOutputTokens(0)
                    .putRaw("min", Long.MIN_VALUE))
            .setCost(TestSpans.cost("999999999999.999999999999999999"))
            .setTimeToFirstTokenNano(Long.MAX_VALUE)
            .setRetryCount(-1)
            .setFlags(-1);
    store.store(span);
    assertKept(span);
    assertThat(
            store
                .aggregate(Question.of(Measure.MEASURE_INPUT_TOKENS, Measure.MEASURE_COST))
                .rows()
                .get(0)
                .getValuesList())
        .satisfiesExactly(
            value -> assertThat(value.getIntValue()).isEqualTo(Long.MAX_VALUE),
            value ->
                assertThat(value.getDecimalValue()).isEqualTo("999999999999.999999999999999999"));
  }

  @Test
  void oddDurations_kept() {
    Span.Builder none = TestSpans.span(1, 1).setEndTimeUnixNano(TestSpans.NOON + TestSpans.SECOND);
    Span.Builder backwards = TestSpans.span(1, 2).setEndTimeUnixNano(TestSpans.NOON);
    Span.Builder oneNano = TestSpans.at(1, 3, TestSpans.NOON + 1);
    oneNano.setEndTimeUnixNano(TestSpans.NOON + 2);
    Span.Builder month = TestSpans.span(1, 4);
    month.setEndTimeUnixNano(TestSpans.NOON + 30L * 24 * 3600 * TestSpans.SECOND);
    store.store(none, backwards, oneNano, month);
    assertThat(store.trace(1).spans())
        .containsExactly(oneNano.build(), none.build(), backwards.build(), month.build());
    var row =
        store
            .aggregate(Question.of(Measure.MEASURE_LATENCY_MIN, Measure.MEASURE_LATENCY_MAX))
            .rows()
            .get(0);
    assertThat(row.getValues(0).getDoubleValue()).isZero();
    assertThat(row.getValues(1).getDoubleValue()).isEqualTo(30.0 * 24 * 3600 * 1000 - 4000);
  }

  @Test
  void bigPayloads_kept() {
    Span.Builder span =
        TestSpans.span(1, 1)
            .setInput(Payload.newBuilder().setText("\uAC10".repeat(500_000)))
            .setOutput(Payload.newBuilder().setData(ByteString.copyFrom(new byte[2_000_000])));
    store.store(span);
    assertKept(span);
    assertThat(store.findTrace(1, PayloadView.HEAD, 10).orElseThrow().spans())
        .containsExactly(PayloadHeads.cut(span.build()));
  }

  @Test
  void manyAttributesAndTags_kept() {
    Span.Builder span = TestSpans.span(1, 1);
    for (int i = 0; i < 1_000; i++) {
      span.putAttributes("key." + i, whole(i)).addTags("tag " + i);
    }
    span.putAttributes("k".repeat(1_000), whole(1)).addTags("tag 1");
    store.store(span);
    assertKept(span);
  }

  private void assertKept(Span.Builder span) {
    assertThat(store.span(1, 1).span()).isEqualTo(span.build());
    assertThat(store.trace(1).spans()).containsExactly(span.build());
  }

  private static AttributeValue whole(long number) {
    return AttributeValue.newBuilder().setIntValue(number).build();
  }

  private static AttributeValue real(double number) {
    return AttributeValue.newBuilder().setDoubleValue(number).build();
  }

  private static AttributeValue bytes(byte[] bytes) {
    return AttributeValue.newBuilder().setBytesValue(ByteString.copyFrom(bytes)).build();
  }

  private static AttributeValue list(AttributeValue... values) {
    AttributeArray.Builder array = AttributeArray.newBuilder();
    for (AttributeValue value : values) {
      array.addValues(value);
    }
    return AttributeValue.newBuilder().setArrayValue(array).build();
  }
}
