/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.FaultCase.LIMITS;
import static dev.tracehub.collector.wire.TestBatches.NOW;
import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static dev.tracehub.collector.wire.TestBatches.metrics;
import static dev.tracehub.collector.wire.TestBatches.point;
import static dev.tracehub.collector.wire.TestBatches.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.RejectionCode;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtlpMetricsFaultTest {

  private static final IngestLimits FEW =
      LIMITS.with("otlpRequestDataPoints", 12).with("histogramBuckets", 6);
  private static final String NAME = "resource_metrics[0].scope_metrics[0].metrics[1]";
  private static final String EXPECTED =
      " (expected: a name that begins with gen_ai., as no other metrics are kept)";

  private final OtlpWalker walker = new OtlpWalker(WireModel.of(FEW), OtlpPath.METRICS);

  static Stream<FaultCase> points() {
    String data = NAME + ".sum.data_points[0]";
    return Stream.of(
        of(
            "not of models",
            sum("jvm.memory.used", 1),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            NAME + ".name",
            "\"jvm.memory.used\"" + EXPECTED),
        of(
            "only the prefix",
            sum("gen_ai.", 1),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            NAME + ".name",
            "\"gen_ai.\"" + EXPECTED),
        of(
            "no name",
            sum("", 1),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            NAME,
            "no name" + EXPECTED),
        of(
            "long name",
            sum("gen_ai." + "n".repeat(34), 1),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            NAME + ".name",
            "41 bytes (expected: at most 40)"),
        of(
            "no time",
            number(point(1).clearTimeUnixNano().build()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            data + ".time_unix_nano",
            "missing (expected: nanoseconds since 1970-01-01T00:00:00Z)"),
        of(
            "no number",
            number(point(1).setAsDouble(Double.NaN).build()),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            data + ".as_double",
            "NaN (expected: a finite number)"),
        of(
            "too many buckets",
            histogram(histogramPoint(0, 1, 2, 3, 4, 5, 6)),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            NAME + ".histogram.data_points[0].bucket_counts[0]",
            "more than 6 (expected: at most 6)"));
  }

  @ParameterizedTest
  @MethodSource("points")
  void walk_faultyPoint(FaultCase faulty) {
    faulty.assertRejected(walker);
  }

  @Test
  void walk_tooManyNumbers_isRefused() {
    FaultCase.of(
            "many",
            metrics(
                histogram(histogramPoint(1, 2, 3, 4, 5)),
                histogram(histogramPoint(1, 2, 3, 4, 5)),
                sum("gen_ai.calls", 1)),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "",
            "more than 12 data points (expected: at most 12)")
        .assertRefused(walker);
  }

  @Test
  void walk_listsOfNumbers_areReadPackedAndOneByOne() {
    HistogramDataPoint.Builder point = histogramPoint(1, 2, 3);
    byte[] packed = metrics(histogram(point)).build().toByteArray();
    byte[] single = oneByOne(point);

    walk(packed);
    assertThat(walker.records().count(Verdict.ACCEPTED)).isEqualTo(1);
    walk(single);
    assertThat(walker.rejections()).isEmpty();
    assertThat(walker.records().count(Verdict.ACCEPTED)).isEqualTo(1);
  }

  /** What a sender may write that packs nothing. */
  private static byte[] oneByOne(HistogramDataPoint.Builder point) {
    Raw data = new Raw().append(point.clone().clearBucketCounts().build().toByteArray());
    point.getBucketCountsList().forEach(count -> data.fixed64(6, count));
    Raw metric = new Raw().text(1, "gen_ai.h").message(9, new Raw().message(1, data));
    return new Raw().message(1, new Raw().message(2, new Raw().message(2, metric))).toBytes();
  }

  @Test
  void walk_equalPointsOfOtherMetricsOrServices_areOthers() {
    ExportMetricsServiceRequest.Builder request = metrics(sum("gen_ai.a", 1), sum("gen_ai.b", 1));
    request.addResourceMetrics(request.getResourceMetrics(0));
    request
        .getResourceMetricsBuilder(1)
        .getResourceBuilder()
        .addAttributes(TestBatches.attribute("service.name", "other"));

    walk(request.build().toByteArray());

    assertThat(LongStream.range(0, 4).map(i -> walker.records().traceHigh((int) i)).distinct())
        .hasSize(4);
    assertThat(walker.records().id(0)).isEqualTo(walker.records().id(3));
  }

  @Test
  void walk_sameMetricAgain_isTheSame() {
    byte[] request = metrics(sum("gen_ai.a", 1), sum("gen_ai.a", 1)).build().toByteArray();
    walk(request);
    List<Long> first = List.of(walker.records().traceHigh(0), walker.records().id(0));

    walk(request);

    assertThat(List.of(walker.records().traceHigh(1), walker.records().id(1))).isEqualTo(first);
  }

  @Test
  void accepted_leavesTheRejectedOut() throws Exception {
    ExportMetricsServiceRequest request =
        metrics(
                sum("process.cpu.time", 1, 2),
                sum("gen_ai.calls", 3, 4),
                exponential(),
                number(point(5).clearTimeUnixNano().build()))
            .build();

    walk(request.toByteArray());

    assertThat(walker.records().count(Verdict.REJECTED)).isEqualTo(3);
    assertThat(walker.rejections()).extracting(RejectedRecord::getKind).containsOnly(kind());
    assertThat(ExportMetricsServiceRequest.parseFrom(walker.accepted()))
        .isEqualTo(
            metrics(
                    sum("gen_ai.calls", 3, 4),
                    exponential(),
                    Metric.newBuilder()
                        .setName("gen_ai.n")
                        .setSum(io.opentelemetry.proto.metrics.v1.Sum.getDefaultInstance()))
                .build());
  }

  private static dev.tracehub.v1.RecordKind kind() {
    return dev.tracehub.v1.RecordKind.RECORD_KIND_METRIC;
  }

  @Test
  void count_isThatOfThePoints() {
    byte[] request = metrics(sum("a", 1, 2), exponential()).build().toByteArray();

    assertThat(RecordCounts.ofOtlp(OtlpPath.METRICS, request)).isEqualTo(3);
  }

  private void walk(byte[] request) {
    walker.walk(request, TimeBounds.around(NOW, FEW));
  }

  private static Metric.Builder number(io.opentelemetry.proto.metrics.v1.NumberDataPoint point) {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.n");
    metric.getSumBuilder().addDataPoints(point);
    return metric;
  }

  private static HistogramDataPoint.Builder histogramPoint(long... counts) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder().setTimeUnixNano(NOW_NANOS).setSum(1.5);
    LongStream.of(counts).forEach(point::addBucketCounts);
    return point;
  }

  private static Metric.Builder histogram(HistogramDataPoint.Builder point) {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.h");
    metric.getHistogramBuilder().addDataPoints(point);
    return metric;
  }

  private static Metric.Builder exponential() {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.e");
    ExponentialHistogramDataPoint.Builder point =
        metric.getExponentialHistogramBuilder().addDataPointsBuilder();
    point.setTimeUnixNano(NOW_NANOS).setScale(-3).getPositiveBuilder().addBucketCounts(300);
    return metric;
  }

  /** The metric stands between two good ones. */
  private static FaultCase of(
      String name, Metric.Builder metric, RejectionCode code, String field, String reason) {
    return FaultCase.of(
        name, metrics(sum("gen_ai.a", 1), metric, sum("gen_ai.b", 2)), code, field, reason);
  }
}
