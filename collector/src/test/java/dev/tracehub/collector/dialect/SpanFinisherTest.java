/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import org.junit.jupiter.api.Test;

class SpanFinisherTest {

  private static final SpanFinisher FINISHER = new SpanFinisher(PriceBook.builtIn());

  private static Span.Builder span() {
    return Span.newBuilder()
        .setTraceId(Otlp.TRACE_ID)
        .setSpanId(Otlp.SPAN_ID)
        .setName("answer")
        .setStartTimeUnixNano(Otlp.START)
        .setEndTimeUnixNano(Otlp.START + 1);
  }

  private static Span finished(Span.Builder span) {
    FINISHER.finish("p", span, 77, 3);
    return span.build();
  }

  @Test
  void ids_becomeCanonical() {
    Span span =
        finished(
            span()
                .setTraceId("0AF76519-16CD-43DD-8448-EB211C80319C")
                .setSpanId("B7AD6B7169203331")
                .setParentSpanId("00F067AA0BA902B7")
                .addLinks(Link.newBuilder().setTraceId("0AF76519-16CD-43DD-8448-EB211C80319C")));

    assertThat(span.getTraceId()).isEqualTo(Otlp.TRACE_ID);
    assertThat(span.getSpanId()).isEqualTo(Otlp.SPAN_ID);
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(span.getLinks(0).getTraceId()).isEqualTo(Otlp.TRACE_ID);
  }

  @Test
  void ids_thatAreNoneAreRefused() {
    assertThatThrownBy(() -> finished(span().setTraceId("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("traceId: \"x\"");
    assertThatThrownBy(() -> finished(span().setSpanId("0000000000000000")))
        .hasMessageContaining("spanId");
  }

  @Test
  void facts_areTheCollectorsOwn() {
    Span span =
        finished(
            span()
                .setEndTimeUnixNano(Otlp.START - 1)
                .setCollector(
                    CollectorFacts.newBuilder().setUsageRole(UsageRole.USAGE_ROLE_REPEATED)));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_SPAN);
    assertThat(span.getCollector().getReceivedTimeUnixNano()).isEqualTo(77);
    assertThat(span.getCollector().getMappingVersion()).isEqualTo(3);
    assertThat(span.getCollector().getClockSkew()).isTrue();
    assertThat(span.getCollector().getUsageRole()).isEqualTo(UsageRole.USAGE_ROLE_UNSPECIFIED);
  }

  @Test
  void openSpans_haveNoClockSkew() {
    assertThat(finished(span().setEndTimeUnixNano(0)).getCollector().getClockSkew()).isFalse();
  }

  @Test
  void total_isFilledInButNeverReplaced() {
    Usage both = Usage.newBuilder().setInputTokens(3).setOutputTokens(4).build();

    assertThat(finished(span().setUsage(both)).getUsage().getTotalTokens()).isEqualTo(7);
    assertThat(
            finished(span().setUsage(both.toBuilder().setTotalTokens(9)))
                .getUsage()
                .getTotalTokens())
        .isEqualTo(9);
    assertThat(finished(span().setUsage(Usage.getDefaultInstance())).getUsage().hasTotalTokens())
        .isFalse();
  }

  @Test
  void usageState_saysWhetherACallReportsTokens() {
    Span.Builder call = span().setType(SpanType.SPAN_TYPE_LLM).setEndTimeUnixNano(Otlp.START + 1);
    Usage reported = Usage.newBuilder().setOutputTokens(0).build();
    Usage nothing = Usage.newBuilder().putRaw("x", 1).build();
    Status failed = Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR).build();

    assertThat(state(call.clone().setUsage(reported))).isEqualTo(UsageState.USAGE_STATE_REPORTED);
    assertThat(state(call.clone())).isEqualTo(UsageState.USAGE_STATE_MISSING);
    assertThat(state(call.clone().setUsage(nothing))).isEqualTo(UsageState.USAGE_STATE_MISSING);
    assertThat(state(call.clone().setType(SpanType.SPAN_TYPE_EMBEDDING)))
        .isEqualTo(UsageState.USAGE_STATE_MISSING);
    assertThat(state(call.clone().setStatus(failed))).isEqualTo(UsageState.USAGE_STATE_UNSPECIFIED);
    assertThat(state(call.clone().setStatus(failed).setUsage(reported)))
        .isEqualTo(UsageState.USAGE_STATE_REPORTED);
    assertThat(state(call.clone().setType(SpanType.SPAN_TYPE_TOOL)))
        .isEqualTo(UsageState.USAGE_STATE_UNSPECIFIED);
    assertThat(state(call.clone().clearEndTimeUnixNano()))
        .isEqualTo(UsageState.USAGE_STATE_UNSPECIFIED);
  }

  private static UsageState state(Span.Builder span) {
    return finished(span).getCollector().getUsageState();
  }

  @Test
  void payloads_becomeTextWhereTheyAreText() {
    Span span =
        finished(
            span()
                .setInput(Payload.newBuilder().setData(ByteString.copyFromUtf8("안녕")))
                .setOutput(Payload.newBuilder().setData(ByteString.copyFrom(new byte[] {-1, 0}))));

    assertThat(span.getInput().getText()).isEqualTo("안녕");
    assertThat(span.getInput().getSizeBytes()).isEqualTo(6);
    assertThat(span.getOutput().hasData()).isTrue();
    assertThat(span.getOutput().getSizeBytes()).isEqualTo(2);
  }

  @Test
  void payloads_thatTheSenderCutKeepTheirWholeSize() {
    Span span =
        finished(
            span()
                .setInput(Payload.newBuilder().setText("head").setSizeBytes(999).setTruncated(true))
                .setOutput(Payload.newBuilder().setText("all").setSizeBytes(999)));

    assertThat(span.getInput().getSizeBytes()).isEqualTo(999);
    assertThat(span.getOutput().getSizeBytes()).isEqualTo(3);
  }

  @Test
  void cost_isComputedKeptOrAbsent() {
    Usage usage = Usage.newBuilder().setInputTokens(1_000_000).build();

    Span computed =
        finished(span().setProvider("OpenAI").setRequestModel("gpt-4o").setUsage(usage));
    Span reported = finished(span().setCost(Cost.newBuilder().setTotalUsd("0.10")));
    Span claimed =
        finished(
            span()
                .setCost(
                    Cost.newBuilder()
                        .setState(CostState.COST_STATE_COMPUTED)
                        .setTotalUsd("0.10")
                        .setPriceId("made/up")));

    assertThat(computed.getProvider()).isEqualTo("openai");
    assertThat(computed.getCost().getState()).isEqualTo(CostState.COST_STATE_COMPUTED);
    assertThat(computed.getCost().getTotalUsd()).isEqualTo("2.5");
    assertThat(reported.getCost().getState()).isEqualTo(CostState.COST_STATE_REPORTED);
    assertThat(reported.getCost().getTotalUsd()).isEqualTo("0.1");
    assertThat(claimed.hasCost()).isFalse();
  }
}
