/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.tenancy.MovableClock;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.ApplyRerateRequest;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.GetRerateRequest;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.ListMissingUsageRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PriceRow;
import dev.tracehub.v1.PricingServiceGrpc;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.PutPriceRequest;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.RerateScope;
import dev.tracehub.v1.RerateState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import dev.tracehub.v1.UpdateProjectRequest;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageEstimation;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Estimated usage at the port of a collector over the memory store, and over a restart. */
class UsageEstimationIT {

  private static final String PROJECT = "default";
  private static final Duration UNTIL_IT_HOLDS = Duration.ofSeconds(31);

  /** 8 tokens of text, 3 for the message, 1 for the role, 3 for the answer. */
  private static final String INPUT = "[{\"role\": \"user\", \"content\": \"お誕生日おめでとう\"}]";

  /** 7 tokens. */
  private static final String OUTPUT = "2 + 2 = 4";

  private static final Usage ESTIMATE =
      Usage.newBuilder().setInputTokens(15).setOutputTokens(7).setTotalTokens(22).build();

  private final Instant start = Instant.now().minusSeconds(600);
  private final MovableClock clock = new MovableClock();
  private int batches;
  @TempDir private Path folder;
  private Collector collector;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    collector =
        Collector.start(
            Settings.of(Map.of("grpc_port", "0", "http_port", "0", "data_dir", folder.toString())),
            clock,
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
    // The default project is made beside the start.
    await().ignoreExceptions().until(() -> project().getProjectId().equals(PROJECT));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    collector.close();
  }

  @Test
  void project_thatDoesNotAsk_hasNoEstimates() {
    assertThat(send(call(1)).getAccepted()).isEqualTo(1);
    assertMissing(1);
    assertThat(sums()).isEqualTo("0 ");
  }

  @Test
  void project_thatAsks_hasEstimatesFromHalfAMinuteLaterUntilItAsksNoMore() throws IOException {
    send(call(1));
    estimate(true);
    assertThat(project().getUsageEstimation().getEnabled()).isTrue();
    send(call(2));
    clock.advance(UNTIL_IT_HOLDS);
    assertThat(send(call(3)).getAccepted()).isEqualTo(1);
    assertThat(send(call(1), call(3)).getDuplicates()).as("sent again").isEqualTo(2);
    estimate(false);
    clock.advance(UNTIL_IT_HOLDS);
    send(call(4));
    assertThat(send(call(3)).getDuplicates()).as("sent again").isEqualTo(1);
    assertAll();
    assertThat(missing().getCalls()).isEqualTo(4);
    assertThat(missing().getEstimatedCalls()).isEqualTo(1);
    Span estimated = span(3);

    stop();
    start();
    assertAll();
    assertThat(span(3)).as("after a replay").isEqualTo(estimated);
  }

  private void assertAll() {
    await().ignoreExceptions().untilAsserted(() -> assertMissing(4));
    assertMissing(1);
    assertMissing(2);
    Span estimated = span(3);
    assertThat(estimated.getUsage()).isEqualTo(ESTIMATE);
    assertThat(estimated.getCollector().getUsageState())
        .isEqualTo(UsageState.USAGE_STATE_ESTIMATED);
    assertThat(estimated.getCollector().getUsageRole()).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
    Cost cost = estimated.getCost();
    // 15 at 2.5 a million, 7 at 10.
    assertThat(cost.getState()).isEqualTo(CostState.COST_STATE_ESTIMATED);
    assertThat(cost.getTotalUsd()).isEqualTo("0.0001075");
    assertThat(cost.getInputUsd()).isEqualTo("0.0000375");
    assertThat(cost.getOutputUsd()).isEqualTo("0.00007");
    assertThat(cost.getPriceId()).isEqualTo("openai/gpt-4o");
    assertThat(sums()).isEqualTo("15 0.0001075");
  }

  @Test
  void reportedUsage_ofTheSameCall_countsInPlaceOfTheEstimate() {
    estimate(true);
    clock.advance(UNTIL_IT_HOLDS);
    send(call(1).setParentSpanId(id(2)));
    assertThat(sums()).isEqualTo("15 0.0001075");

    send(call(2).setUsage(Usage.newBuilder().setInputTokens(1_000).setOutputTokens(100)));

    await().untilAsserted(() -> assertThat(sums()).isEqualTo("1000 0.0035"));
    assertThat(span(2).getCollector().getUsageState()).isEqualTo(UsageState.USAGE_STATE_REPORTED);
    assertThat(span(2).getCost().getState()).isEqualTo(CostState.COST_STATE_COMPUTED);
    Span estimated = span(1);
    assertThat(estimated.getCollector().getUsageRole()).isEqualTo(UsageRole.USAGE_ROLE_REPEATED);
    assertThat(estimated.getCollector().getUsageState())
        .isEqualTo(UsageState.USAGE_STATE_ESTIMATED);
  }

  @Test
  void rerate_leavesAnEstimateOne() {
    estimate(true);
    clock.advance(UNTIL_IT_HOLDS);
    send(call(1), call(2).setRequestModel("acme-chat").setProvider("acme"));
    assertThat(span(2).getCost().getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
    put(PriceRow.newBuilder().setModel("gpt-4o").setProvider("openai"));
    put(PriceRow.newBuilder().setModel("acme-chat").setProvider("acme"));
    rerate();

    // 15 at 2 a million, 7 at 3; of the model that is not OpenAI's the 8 of the text.
    assertCost(1, "0.000051");
    assertCost(2, "0.000037");
    assertThat(sums()).isEqualTo("23 0.000088");
  }

  private void assertCost(int number, String usd) {
    Span span = span(number);
    assertThat(span.getCost().getState()).isEqualTo(CostState.COST_STATE_ESTIMATED);
    assertThat(span.getCost().getTotalUsd()).isEqualTo(usd);
    assertThat(span.getCost().getRerateId()).isNotEmpty();
    assertThat(span.getCollector().getUsageState()).isEqualTo(UsageState.USAGE_STATE_ESTIMATED);
  }

  private void assertMissing(int number) {
    Span span = span(number);
    assertThat(span.getCollector().getUsageState()).isEqualTo(UsageState.USAGE_STATE_MISSING);
    assertThat(span.hasUsage()).isFalse();
    assertThat(span.hasCost()).isFalse();
  }

  private Span.Builder call(int number) {
    long nanos = start.getEpochSecond() * 1_000_000_000L + number * 1_000L;
    return Span.newBuilder()
        .setTraceId("%032x".formatted(1))
        .setSpanId(id(number))
        .setName("chat")
        .setType(SpanType.SPAN_TYPE_LLM)
        .setService("shop")
        .setProvider("openai")
        .setRequestModel("gpt-4o")
        .setStartTimeUnixNano(nanos)
        .setEndTimeUnixNano(nanos + 1_000_000)
        .setInput(Payload.newBuilder().setText(INPUT).setMimeType("application/json"))
        .setOutput(Payload.newBuilder().setText(OUTPUT));
  }

  private static String id(int number) {
    return "%016x".formatted(number);
  }

  private BatchReceipt send(Span.Builder... spans) {
    TraceBatch.Builder batch =
        TraceBatch.newBuilder()
            .setClientId("estimates")
            .setSequence(++batches)
            .setBatchId("b" + batches)
            .setWaitUntilStored(true);
    for (Span.Builder span : spans) {
      batch.addSpans(span);
    }
    BatchReceipt receipt =
        TraceServiceGrpc.newBlockingStub(channel).sendBatch(batch.build()).getReceipt();
    assertThat(receipt.getRejectedList()).isEmpty();
    return receipt;
  }

  private void estimate(boolean enabled) {
    var unused =
        ProjectServiceGrpc.newBlockingStub(channel)
            .updateProject(
                UpdateProjectRequest.newBuilder()
                    .setProjectId(PROJECT)
                    .setUsageEstimation(UsageEstimation.newBuilder().setEnabled(enabled))
                    .build());
  }

  private Project project() {
    return ProjectServiceGrpc.newBlockingStub(channel)
        .getProject(GetProjectRequest.newBuilder().setProjectId(PROJECT).build())
        .getProject();
  }

  private Span span(int number) {
    return QueryServiceGrpc.newBlockingStub(channel)
        .getSpan(
            GetSpanRequest.newBuilder()
                .setTraceId("%032x".formatted(1))
                .setSpanId(id(number))
                .build())
        .getSpan();
  }

  /** Input tokens and cost of all. */
  private String sums() {
    var row =
        QueryServiceGrpc.newBlockingStub(channel)
            .aggregate(
                AggregateRequest.newBuilder()
                    .setTimeRange(range())
                    .addMeasures(Measure.MEASURE_INPUT_TOKENS)
                    .addMeasures(Measure.MEASURE_COST)
                    .build())
            .getRows(0);
    return row.getValues(0).getIntValue() + " " + row.getValues(1).getDecimalValue();
  }

  private TimeRange range() {
    return TimeRange.newBuilder()
        .setStart(Timestamps.fromSeconds(start.getEpochSecond() - 60))
        .setEnd(Timestamps.fromSeconds(start.getEpochSecond() + 60))
        .build();
  }

  private MissingUsage missing() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .listMissingUsage(ListMissingUsageRequest.newBuilder().setProjectId(PROJECT).build())
        .getSources(0);
  }

  private void put(PriceRow.Builder price) {
    var unused =
        pricing()
            .putPrice(
                PutPriceRequest.newBuilder()
                    .setProjectId(PROJECT)
                    .setPrice(price.setInput("2").setOutput("3"))
                    .build());
  }

  private void rerate() {
    String id =
        pricing()
            .applyRerate(
                ApplyRerateRequest.newBuilder()
                    .setProjectId(PROJECT)
                    .setScope(RerateScope.newBuilder().setTimeRange(range()))
                    .setReason("a contract")
                    .build())
            .getRerate()
            .getRerateId();
    GetRerateRequest asked =
        GetRerateRequest.newBuilder().setProjectId(PROJECT).setRerateId(id).build();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                pricing().getRerate(asked).getRerate().getState()
                    == RerateState.RERATE_STATE_APPLIED);
  }

  private PricingServiceGrpc.PricingServiceBlockingStub pricing() {
    return PricingServiceGrpc.newBlockingStub(channel);
  }
}
