/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanPipelineTest {

  private final SpanPipeline pipeline = pipeline();

  private static SpanPipeline pipeline() {
    return new SpanPipeline(OtlpTranslator.create(), PriceBook.builtIn(), new UsageRoles(1000));
  }

  private static Span.Builder span(int id, int parent, SpanType type) {
    return Span.newBuilder()
        .setTraceId(Otlp.TRACE_ID)
        .setSpanId("%016X".formatted(id))
        .setParentSpanId(parent == 0 ? "" : "%016X".formatted(parent))
        .setName("n")
        .setType(type)
        .setStartTimeUnixNano(Otlp.START)
        .setEndTimeUnixNano(Otlp.START + 1);
  }

  private static Usage.Builder usage() {
    return Usage.newBuilder().setInputTokens(10).setOutputTokens(5);
  }

  @Test
  void batch_fillsDefaultsPricesAndRolesInOrder() {
    TraceBatch batch =
        TraceBatch.newBuilder()
            .setService("shop")
            .setEnvironment("prod")
            .setRelease("1.0")
            .addStartedSpans(span(9, 0, SpanType.SPAN_TYPE_AGENT).setEndTimeUnixNano(0))
            .addSpans(span(0xb, 0xa, SpanType.SPAN_TYPE_AGENT).setService("own").setUsage(usage()))
            .addSpans(
                span(0xc, 0xb, SpanType.SPAN_TYPE_LLM).setRequestModel("gpt-4o").setUsage(usage()))
            .build();

    List<StoredRecord> records = batch(pipeline, batch);

    assertThat(records).hasSize(4);
    Span started = ((StoredRecord.Started) records.get(0)).span();
    Span agent = ((StoredRecord.Finished) records.get(1)).span();
    Span call = ((StoredRecord.Finished) records.get(2)).span();
    StoredRecord.RoleChange change = (StoredRecord.RoleChange) records.get(3);
    assertThat(started.getService()).isEqualTo("shop");
    assertThat(agent.getService()).isEqualTo("own");
    assertThat(agent.getEnvironment()).isEqualTo("prod");
    assertThat(agent.getRelease()).isEqualTo("1.0");
    assertThat(agent.getParentSpanId()).isEqualTo("000000000000000a");
    assertThat(agent.getCollector().getMappingVersion()).isZero();
    assertThat(agent.getCollector().getUsageRole()).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
    assertThat(call.getCollector().getUsageRole()).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
    assertThat(call.getCost().getState()).isEqualTo(CostState.COST_STATE_COMPUTED);
    assertThat(change.role()).isEqualTo(UsageRole.USAGE_ROLE_REPEATED);
    assertThat(change.spanId().toString()).isEqualTo(agent.getSpanId());
    assertThat(change.project()).isEqualTo("p");
  }

  private static List<StoredRecord> batch(SpanPipeline pipeline, TraceBatch batch) {
    try {
      return pipeline.batch("p", SentBatch.parseFrom(batch.toByteArray()), 5);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void otlp_notesModelsWithoutAPrice() {
    List<StoredRecord> records =
        pipeline.otlp(
            "p",
            Otlp.request(
                Otlp.span(
                    Map.of(
                        "gen_ai.operation.name", "chat",
                        "gen_ai.request.model", "house-model",
                        "gen_ai.usage.input_tokens", 3))),
            5);

    Span span = ((StoredRecord.Finished) records.get(0)).span();
    assertThat(span.getCost().getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
    assertThat(span.getCollector().getMappingVersion()).isPositive();
    assertThat(span.getCollector().getReceivedTimeUnixNano()).isEqualTo(5);
  }

  @Test
  void records_areTheSameInAReplay() {
    TraceBatch batch =
        TraceBatch.newBuilder()
            .addSpans(span(1, 0, SpanType.SPAN_TYPE_CHAIN).setUsage(usage()))
            .addSpans(span(2, 1, SpanType.SPAN_TYPE_LLM).setUsage(usage()))
            .build();

    assertThat(batch(pipeline(), batch)).isEqualTo(batch(pipeline, batch));
  }
}
