/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.it.CollectorProcess;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.DrainStatus;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.ExportResponse;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TailSampling;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import dev.tracehub.v1.UpdateProjectRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Samples a project at 5% over a kill in the middle: what is stored is what the rules say, of each
 * trace all or nothing, and the sums of all that was sent lie within the error that is stated.
 */
final class TailSamplingScenario {

  private static final String PROJECT = "default";
  private static final int ONE_IN = 20;
  private static final int TRACES = 12_000;
  private static final int TRACES_PER_BATCH = 200;
  private static final long SLOW_MS = 5_000;

  /** One in 16,000 right answers is farther off than that. */
  private static final double STANDARD_ERRORS = 4;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Path folder;
  private final String[] flags;
  private Instant start = Instant.EPOCH;

  /** The weights of the spans to be stored, by their ids. */
  private final Map<String, Integer> expected = new TreeMap<>();

  private long spans;
  private long tokens;
  private long errors;
  private CollectorProcess process;
  private ManagedChannel channel;

  TailSamplingScenario(Path folder, String... flags) {
    this.folder = folder;
    this.flags = flags;
    this.process = CollectorProcess.start(folder, flags);
    this.channel = process.channel();
  }

  void run() {
    System.out.printf("tail sampling with seed %d%n", seed);
    sample();
    for (int trace = 0; trace < TRACES; trace += TRACES_PER_BATCH) {
      send(trace);
      if (trace == TRACES / 2) {
        assertThat(drain().getHeldTraces()).as("held at the kill").isPositive();
        restart();
      }
    }
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> drain().getLagBytes() == 0 && drain().getHeldTraces() == 0 && count() > 0);
    assertStored();
    assertEstimates();
    restart();
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> drain().getLagBytes() == 0 && drain().getHeldTraces() == 0);
    assertStored();
  }

  private void sample() {
    // The default project is made beside the start.
    Project changed =
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptionsMatching(e -> Status.fromThrowable(e).getCode() == Code.NOT_FOUND)
            .until(this::changeRules, answer -> true);
    long effective = Timestamps.toMillis(changed.getTailSamplingChanges(0).getEffectiveTime());
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> System.currentTimeMillis() > effective);
    start = Instant.now(); // A trace that began before is stored whatever chance says.
  }

  private Project changeRules() {
    return ProjectServiceGrpc.newBlockingStub(channel)
        .updateProject(
            UpdateProjectRequest.newBuilder()
                .setProjectId(PROJECT)
                .setTailSampling(
                    TailSampling.newBuilder()
                        .setOneIn(ONE_IN)
                        .setWaitSeconds(2)
                        .setSlowMs(SLOW_MS)
                        .setKeepFilter("environment == \"canary\""))
                .build())
        .getProject();
  }

  private void send(int first) {
    TraceBatch.Builder batch =
        TraceBatch.newBuilder().setClientId("sampled").setSequence(first + 1).setService("shop");
    for (int trace = first; trace < first + TRACES_PER_BATCH; trace++) {
      List<Span> whole = trace(trace + 1);
      batch.addAllSpans(whole);
    }
    assertThat(
            TraceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .sendBatch(batch.build())
                .getReceipt()
                .getAccepted())
        .isEqualTo(batch.getSpansCount());
  }

  private List<Span> trace(long number) {
    List<Span> whole = new ArrayList<>();
    String id = new TraceId(seed, number).toString();
    boolean kept = false;
    int size = 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      Span.Builder span = span(id, number, i);
      boolean failed = random.nextInt(300) == 0;
      boolean slow = random.nextInt(1_000) == 0;
      boolean canary = random.nextInt(1_000) == 0;
      if (failed) {
        span.getStatusBuilder().setCode(StatusCode.STATUS_CODE_ERROR);
        errors++;
      }
      if (slow) {
        span.setEndTimeUnixNano(span.getStartTimeUnixNano() + Duration.ofMillis(SLOW_MS).toNanos());
      }
      if (canary) {
        span.setEnvironment("canary");
      }
      kept |= failed || slow || canary;
      spans++;
      tokens += span.getUsage().getInputTokens();
      whole.add(span.build());
    }
    if (kept || TraceShare.chooses(id, ONE_IN)) {
      int weight = kept ? 0 : ONE_IN;
      whole.forEach(span -> expected.put(span.getSpanId(), weight));
    }
    return whole;
  }

  private Span.Builder span(String trace, long number, int index) {
    long begin = (start.toEpochMilli() + number % 600) * 1_000_000L;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(trace)
            .setSpanId(new SpanId(number * 100 + index).toString())
            .setName("answer")
            .setType(SpanType.SPAN_TYPE_LLM)
            .setRequestModel("m")
            .setStartTimeUnixNano(begin)
            .setEndTimeUnixNano(begin + 1_000_000L * (1 + random.nextInt(800)));
    span.getUsageBuilder().setInputTokens(100 + random.nextInt(1_000));
    return span;
  }

  private void assertStored() {
    Map<String, Integer> stored = new TreeMap<>();
    int answers = 0;
    Iterator<ExportResponse> chunks =
        QueryServiceGrpc.newBlockingStub(channel)
            .export(ExportRequest.newBuilder().setTimeRange(range()).build());
    while (chunks.hasNext()) {
      for (Span span : chunks.next().getSpansList()) {
        stored.put(span.getSpanId(), span.getCollector().getSampleWeight());
        answers++;
      }
    }
    assertThat(stored).as("seed %d", seed).isEqualTo(expected);
    assertThat(answers).as("none twice").isEqualTo(expected.size());
  }

  private void assertEstimates() {
    List<MeasureValue> values =
        QueryServiceGrpc.newBlockingStub(channel)
            .aggregate(
                AggregateRequest.newBuilder()
                    .setTimeRange(range())
                    .addMeasures(Measure.MEASURE_COUNT)
                    .addMeasures(Measure.MEASURE_INPUT_TOKENS)
                    .addMeasures(Measure.MEASURE_ERRORS)
                    .build())
            .getRows(0)
            .getValuesList();
    assertWithin(values.get(0), spans);
    assertWithin(values.get(1), tokens);
    assertThat(values.get(2).getIntValue()).as("errors, all kept").isEqualTo(errors);
    assertThat(values.get(2).hasStandardError()).isFalse();
    assertThat(drain().getSampledOutSpans()).isLessThanOrEqualTo(spans - expected.size());
  }

  private void assertWithin(MeasureValue value, long truth) {
    double off = Math.abs(value.getIntValue() - truth);
    System.out.printf(
        "%s: %d of %d, off by %.1f standard errors of %.0f%n",
        value.getMeasure(),
        value.getIntValue(),
        truth,
        off / value.getStandardError(),
        value.getStandardError());
    assertThat(value.getStandardError()).isPositive();
    assertThat(off)
        .as("seed %d: %s", seed, value)
        .isLessThanOrEqualTo(STANDARD_ERRORS * value.getStandardError());
  }

  private long count() {
    return QueryServiceGrpc.newBlockingStub(channel)
        .aggregate(
            AggregateRequest.newBuilder()
                .setTimeRange(range())
                .addMeasures(Measure.MEASURE_COUNT)
                .build())
        .getRowsList()
        .stream()
        .mapToLong(row -> row.getValues(0).getIntValue())
        .sum();
  }

  private TimeRange range() {
    return TimeRange.newBuilder()
        .setStart(Timestamps.fromSeconds(start.getEpochSecond() - 60))
        .setEnd(Timestamps.fromSeconds(start.getEpochSecond() + 1_200))
        .build();
  }

  private DrainStatus drain() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
        .getDrain();
  }

  private void restart() {
    channel.shutdownNow();
    process.kill();
    process = CollectorProcess.start(folder, flags);
    channel = process.channel();
  }

  void close() {
    channel.shutdownNow();
    process.close();
  }
}
