/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpanValuesTest {

  private static final Span EMPTY = Span.getDefaultInstance();

  @Test
  void read_everyFieldOfItsKind() {
    for (SpanField field : SpanField.values()) {
      switch (field.kind()) {
        case TEXT -> assertThat(SpanValues.text(EMPTY, field)).as(field.filterName()).isNotNull();
        case WHOLE -> assertThat(SpanValues.whole(EMPTY, field)).isNotNull();
        case REAL -> assertThat(SpanValues.real(EMPTY, field)).isEmpty();
        case BOOL -> assertThat(SpanValues.bool(EMPTY, field)).isEqualTo(field == SpanField.ROOT);
        case TEXT_LIST -> assertThat(SpanValues.list(EMPTY, field)).isEmpty();
      }
    }
  }

  @Test
  void read_fieldOfAnotherKind_refused() {
    assertThatThrownBy(() -> SpanValues.text(EMPTY, SpanField.TAGS))
        .hasMessage("field: tags (expected: a field of kind TEXT)");
    assertThatThrownBy(() -> SpanValues.whole(EMPTY, SpanField.LATENCY_MS))
        .hasMessage("field: latency_ms (expected: a field of kind WHOLE)");
    assertThatThrownBy(() -> SpanValues.real(EMPTY, SpanField.INPUT_TOKENS))
        .hasMessage("field: input_tokens (expected: a field of kind REAL)");
    assertThatThrownBy(() -> SpanValues.bool(EMPTY, SpanField.NAME))
        .hasMessage("field: name (expected: a field of kind BOOL)");
    assertThatThrownBy(() -> SpanValues.list(EMPTY, SpanField.NAME))
        .hasMessage("field: name (expected: a field of kind TEXT_LIST)");
  }

  @Test
  void text_enums_withoutPrefix() {
    Span span =
        Span.newBuilder()
            .setType(SpanType.SPAN_TYPE_LLM)
            .setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR))
            .build();
    assertThat(SpanValues.text(span, SpanField.TYPE)).isEqualTo("LLM");
    assertThat(SpanValues.text(span, SpanField.STATUS)).isEqualTo("ERROR");
    assertThat(SpanValues.text(EMPTY, SpanField.TYPE)).isEqualTo("SPAN");
    assertThat(SpanValues.text(EMPTY, SpanField.STATUS)).isEqualTo("UNSPECIFIED");
    assertThat(SpanValues.text(Span.newBuilder().setTypeValue(99).build(), SpanField.TYPE))
        .isEqualTo("SPAN");
  }

  @Test
  void text_model_responseBeforeRequest() {
    Span.Builder span = Span.newBuilder().setRequestModel("asked");
    assertThat(SpanValues.text(span.build(), SpanField.MODEL)).isEqualTo("asked");
    span.setResponseModel("answered");
    assertThat(SpanValues.text(span.build(), SpanField.MODEL)).isEqualTo("answered");
    assertThat(SpanValues.text(span.build(), SpanField.REQUEST_MODEL)).isEqualTo("asked");
  }

  @Test
  void text_payload_onlyWhereItIsText() {
    Span span =
        Span.newBuilder()
            .setInput(Payload.newBuilder().setText("hello"))
            .setOutput(Payload.newBuilder().setData(ByteString.copyFromUtf8("bytes")))
            .setGraph(GraphPosition.newBuilder().setNode("router"))
            .build();
    assertThat(SpanValues.text(span, SpanField.INPUT)).isEqualTo("hello");
    assertThat(SpanValues.text(span, SpanField.OUTPUT)).isEmpty();
    assertThat(SpanValues.text(span, SpanField.NODE)).isEqualTo("router");
  }

  @Test
  void whole_tokens_zeroIsNotAbsent() {
    Span span =
        Span.newBuilder().setUsage(Usage.newBuilder().setInputTokens(0)).setRetryCount(-1).build();
    assertThat(SpanValues.whole(span, SpanField.INPUT_TOKENS)).hasValue(0);
    assertThat(SpanValues.whole(span, SpanField.OUTPUT_TOKENS)).isEmpty();
    assertThat(SpanValues.whole(span, SpanField.RETRY_COUNT)).hasValue(0xFFFFFFFFL);
  }

  @Test
  void real_latency_clampedAndAbsentWhileOpen() {
    Span.Builder span = Span.newBuilder().setStartTimeUnixNano(2_000_000);
    assertThat(SpanValues.real(span.build(), SpanField.LATENCY_MS)).isEmpty();
    assertThat(SpanValues.durationNanos(span.build())).isZero();
    span.setEndTimeUnixNano(1);
    assertThat(SpanValues.real(span.build(), SpanField.LATENCY_MS)).hasValue(0);
    span.setEndTimeUnixNano(3_500_000);
    assertThat(SpanValues.real(span.build(), SpanField.LATENCY_MS)).hasValue(1.5);
    assertThat(SpanValues.durationNanos(span.build())).isEqualTo(1_500_000);
  }

  @Test
  void real_ttft_absentWhenZero() {
    assertThat(SpanValues.real(EMPTY, SpanField.TTFT_MS)).isEmpty();
    Span span = Span.newBuilder().setTimeToFirstTokenNano(250_000).build();
    assertThat(SpanValues.real(span, SpanField.TTFT_MS)).hasValue(0.25);
  }

  @Test
  void real_cost_onlyReportedOrComputed() {
    assertThat(cost(CostState.COST_STATE_REPORTED)).hasValue(0.1);
    assertThat(cost(CostState.COST_STATE_COMPUTED)).hasValue(0.1);
    assertThat(cost(CostState.COST_STATE_UNPRICED)).isEmpty();
    assertThat(cost(CostState.COST_STATE_UNSPECIFIED)).isEmpty();
  }

  @Test
  void isLlmCall_repeatedUsage_not() {
    Span.Builder span = Span.newBuilder().setType(SpanType.SPAN_TYPE_EMBEDDING);
    assertThat(SpanValues.isLlmCall(span.build())).isTrue();
    span.setCollector(CollectorFacts.newBuilder().setUsageRole(UsageRole.USAGE_ROLE_REPEATED));
    assertThat(SpanValues.isLlmCall(span.build())).isFalse();
    assertThat(SpanValues.isLlmCall(EMPTY)).isFalse();
  }

  @Test
  void groupKey_byType() {
    assertThat(key(AttributeValue.newBuilder().setStringValue("x"))).isEqualTo("x");
    assertThat(key(AttributeValue.newBuilder().setBoolValue(true))).isEqualTo("true");
    assertThat(key(AttributeValue.newBuilder().setIntValue(-7))).isEqualTo("-7");
    assertThat(key(AttributeValue.newBuilder().setDoubleValue(0.5))).isEqualTo("0.5");
    assertThat(key(AttributeValue.newBuilder().setDoubleValue(2.0))).isEqualTo("2");
    assertThat(key(AttributeValue.newBuilder().setDoubleValue(-0.0))).isEqualTo("0");
    assertThat(key(AttributeValue.newBuilder().setDoubleValue(Double.NaN))).isEqualTo("NaN");
    assertThat(key(AttributeValue.newBuilder().setArrayValue(AttributeArray.newBuilder())))
        .isEmpty();
    assertThat(key(AttributeValue.newBuilder())).isEmpty();
  }

  private static String key(AttributeValue.Builder value) {
    return SpanValues.groupKey(value.build());
  }

  private static OptionalDouble cost(CostState state) {
    Cost cost = Cost.newBuilder().setState(state).setTotalUsd("0.1").build();
    return SpanValues.real(Span.newBuilder().setCost(cost).build(), SpanField.COST_USD);
  }
}
