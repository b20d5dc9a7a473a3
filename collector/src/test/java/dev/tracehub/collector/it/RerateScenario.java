/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.ApplyRerateRequest;
import dev.tracehub.v1.GetRerateRequest;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.ModelAlias;
import dev.tracehub.v1.PreviewRerateRequest;
import dev.tracehub.v1.PreviewRerateResponse;
import dev.tracehub.v1.PriceRow;
import dev.tracehub.v1.PricingServiceGrpc;
import dev.tracehub.v1.PutPriceRequest;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Rerate;
import dev.tracehub.v1.RerateDifference;
import dev.tracehub.v1.RerateScope;
import dev.tracehub.v1.RerateState;
import dev.tracehub.v1.SetAliasRequest;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.UndoRerateRequest;
import dev.tracehub.v1.Usage;
import io.grpc.ManagedChannel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prices many spans anew with previews, a kill in the middle, and the way back. Two calls in three
 * are of gpt-4o-mini, which the project gets a price of its own for; the third names a model
 * without a price, which an alias then leads to the same. Call i has 1,000 + i % 1,000 tokens in
 * and 100 out.
 */
final class RerateScenario {

  private static final String PROJECT = "default";
  private static final int BATCH = 500;
  private static final int TOKENS_CYCLE = 1_000;

  /** In the gate; a million with {@code -Dtracehub.long=true}. */
  static final int SPANS = Boolean.getBoolean("tracehub.long") ? 999_000 : 21_000;

  private final Path folder;
  private final String[] flags;
  private final Instant start = Instant.now().minusSeconds(3_600);
  private CollectorProcess process;
  private ManagedChannel channel;

  RerateScenario(Path folder, String... flags) {
    this.folder = folder;
    this.flags = flags;
    this.process = CollectorProcess.start(folder, flags);
    this.channel = process.channel();
  }

  void run() {
    try (CollectorClient client = new CollectorClient(process)) {
      send(client);
      client.awaitDrained();
    }
    reconnect();
    // 0.15 a million in, 0.6 out: 14,000 calls cost 1,000 + i % 1,000 tokens each.
    String before = usd(twoThirds(), "0.15", "0.6") + " " + SPANS / 3;
    assertThat(sums()).isEqualTo(before);
    Span sample = sample();

    pricing()
        .putPrice(
            PutPriceRequest.newBuilder()
                .setProjectId(PROJECT)
                .setPrice(
                    PriceRow.newBuilder()
                        .setModel("gpt-4o-mini")
                        .setProvider("openai")
                        .setInput("0.12")
                        .setOutput("0.49"))
                .build());
    pricing()
        .setAlias(
            SetAliasRequest.newBuilder()
                .setProjectId(PROJECT)
                .setAlias(
                    ModelAlias.newBuilder()
                        .setModel("Acme-Chat")
                        .setPricedModel("gpt-4o-mini")
                        .setPricedProvider("openai"))
                .build());
    String after = usd(all(), "0.12", "0.49") + " 0";
    PreviewRerateResponse preview =
        pricing()
            .previewRerate(
                PreviewRerateRequest.newBuilder().setProjectId(PROJECT).setScope(scope()).build());
    assertThat(preview.getExamined()).isEqualTo(SPANS);
    assertDifferences(preview.getDifferencesList());
    assertThat(sums()).isEqualTo(before);

    String id =
        pricing()
            .applyRerate(
                ApplyRerateRequest.newBuilder()
                    .setProjectId(PROJECT)
                    .setScope(scope())
                    .setReason("contract of December")
                    .build())
            .getRerate()
            .getRerateId();
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> rerate(id).getExamined() > 0 || isDone(id, RerateState.RERATE_STATE_APPLIED));
    restart();
    awaitState(id, RerateState.RERATE_STATE_APPLIED);
    assertThat(rerate(id).getExamined()).isEqualTo(SPANS);
    assertDifferences(rerate(id).getDifferencesList());
    assertThat(sums()).isEqualTo(after);
    restart();
    assertThat(sums()).as("after a replay").isEqualTo(after);

    pricing()
        .undoRerate(UndoRerateRequest.newBuilder().setProjectId(PROJECT).setRerateId(id).build());
    restart();
    awaitState(id, RerateState.RERATE_STATE_UNDONE);
    assertThat(rerate(id).getRestored()).isEqualTo(SPANS);
    assertThat(sums()).isEqualTo(before);
    assertThat(sample()).isEqualTo(sample);
    process.close();
  }

  private void assertDifferences(List<RerateDifference> differences) {
    assertThat(differences)
        .containsExactlyInAnyOrder(
            RerateDifference.newBuilder()
                .setProvider("openai")
                .setModel("gpt-4o-mini")
                .setSpans(SPANS / 3 * 2)
                .setOldCostUsd(usd(twoThirds(), "0.15", "0.6"))
                .setNewCostUsd(usd(twoThirds(), "0.12", "0.49"))
                .build(),
            RerateDifference.newBuilder()
                .setProvider("acme")
                .setModel("acme-chat")
                .setSpans(SPANS / 3)
                .setNewCostUsd(usd(all() - twoThirds(), "0.12", "0.49", SPANS / 3))
                .setOldUnpriced(SPANS / 3)
                .build());
  }

  /** Input tokens of all calls. */
  private static long all() {
    long sum = 0;
    for (int i = 0; i < SPANS; i++) {
      sum += 1_000 + i % TOKENS_CYCLE;
    }
    return sum;
  }

  /** Input tokens of the calls of gpt-4o-mini. */
  private static long twoThirds() {
    long sum = 0;
    for (int i = 0; i < SPANS; i++) {
      sum += i % 3 == 2 ? 0 : 1_000 + i % TOKENS_CYCLE;
    }
    return sum;
  }

  private static String usd(long inputTokens, String input, String output) {
    return usd(inputTokens, input, output, inputTokens == all() ? SPANS : SPANS / 3 * 2);
  }

  private static String usd(long inputTokens, String input, String output, long calls) {
    return new BigDecimal(input)
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(new BigDecimal(output).multiply(BigDecimal.valueOf(100 * calls)))
        .movePointLeft(6)
        .stripTrailingZeros()
        .toPlainString();
  }

  private void send(CollectorClient client) {
    for (int from = 0; from < SPANS; from += BATCH) {
      TraceBatch.Builder batch =
          TraceBatch.newBuilder()
              .setClientId("rerate")
              .setSequence(from / BATCH + 1)
              .setBatchId("b" + from);
      for (int i = from; i < from + BATCH; i++) {
        batch.addSpans(call(i));
      }
      assertThat(client.send(batch.build()).getAccepted()).isEqualTo(BATCH);
    }
  }

  private Span.Builder call(int i) {
    boolean priced = i % 3 != 2;
    long nanos = start.getEpochSecond() * 1_000_000_000L + i * 3_000_000L;
    return Span.newBuilder()
        .setTraceId("%032x".formatted(1 + i / 10))
        .setSpanId("%016x".formatted(1 + i))
        .setName("chat")
        .setType(SpanType.SPAN_TYPE_LLM)
        .setProvider(priced ? "openai" : "acme")
        .setRequestModel(priced ? "gpt-4o-mini" : "acme-chat")
        .setStartTimeUnixNano(nanos)
        .setEndTimeUnixNano(nanos + 1_000_000)
        .setUsage(Usage.newBuilder().setInputTokens(1_000 + i % TOKENS_CYCLE).setOutputTokens(100));
  }

  private RerateScope scope() {
    return RerateScope.newBuilder().setTimeRange(range()).build();
  }

  private TimeRange range() {
    return TimeRange.newBuilder()
        .setStart(Timestamps.fromSeconds(start.getEpochSecond() - 60))
        .setEnd(Timestamps.fromSeconds(start.getEpochSecond() + 3_660))
        .build();
  }

  /** Cost and unpriced calls of all spans. */
  private String sums() {
    AggregateRow row =
        await()
            .atMost(Duration.ofSeconds(300))
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptions()
            .until(
                () ->
                    QueryServiceGrpc.newBlockingStub(channel)
                        .aggregate(
                            AggregateRequest.newBuilder()
                                .setTimeRange(range())
                                .addMeasures(Measure.MEASURE_COST)
                                .addMeasures(Measure.MEASURE_UNPRICED)
                                .build())
                        .getRows(0),
                any -> true);
    MeasureValue cost = row.getValues(0);
    return cost.getDecimalValue() + " " + row.getValues(1).getIntValue();
  }

  private Span sample() {
    return QueryServiceGrpc.newBlockingStub(channel)
        .getSpan(
            GetSpanRequest.newBuilder()
                .setTraceId("%032x".formatted(1))
                .setSpanId("%016x".formatted(3))
                .build())
        .getSpan();
  }

  private PricingServiceGrpc.PricingServiceBlockingStub pricing() {
    return PricingServiceGrpc.newBlockingStub(channel).withDeadlineAfter(600, TimeUnit.SECONDS);
  }

  private Rerate rerate(String id) {
    return pricing()
        .getRerate(GetRerateRequest.newBuilder().setProjectId(PROJECT).setRerateId(id).build())
        .getRerate();
  }

  private boolean isDone(String id, RerateState state) {
    return rerate(id).getState() == state;
  }

  private void awaitState(String id, RerateState state) {
    await()
        .atMost(Duration.ofSeconds(900))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> isDone(id, state));
  }

  private void restart() {
    channel.shutdownNow();
    process.kill();
    process = CollectorProcess.start(folder, flags);
    reconnect();
  }

  private void reconnect() {
    channel.shutdownNow();
    channel = process.channel();
  }
}
