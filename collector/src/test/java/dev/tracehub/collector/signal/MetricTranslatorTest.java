/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.v1.MetricPoint;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTranslatorTest {

  private static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  private static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  @Test
  void gauge_isAMeasurementAPoint() {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.g").setUnit("s");
    metric.getGaugeBuilder().addDataPoints(TestBatches.point(0).setAsDouble(1.5));
    metric.getGaugeBuilder().addDataPoints(TestBatches.point(7));

    assertThat(points(metric))
        .containsExactly(
            MetricPoint.newBuilder()
                .setName("gen_ai.g")
                .setUnit("s")
                .setTimeUnixNano(NOW_NANOS)
                .setValue(1.5)
                .build(),
            MetricPoint.newBuilder()
                .setName("gen_ai.g")
                .setUnit("s")
                .setTimeUnixNano(NOW_NANOS)
                .setValue(7)
                .build());
  }

  @Test
  void sum_saysWhatItIsASumOf() {
    Metric.Builder metric = TestBatches.sum("gen_ai.calls", 3);
    metric.getSumBuilder().setAggregationTemporality(CUMULATIVE).setIsMonotonic(true);
    metric.getSumBuilder().getDataPointsBuilder(0).setStartTimeUnixNano(5);

    MetricPoint point = only(metric);

    assertThat(point.getValue()).isEqualTo(3);
    assertThat(point.getLabelsMap())
        .containsOnly(
            Map.entry("otel.temporality", "cumulative"),
            Map.entry("otel.monotonic", "true"),
            Map.entry("otel.start_time_unix_nano", "5"));
  }

  @Test
  void histogram_isCountWithBucketsAndItsOtherNumbers() {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.d").setUnit("s");
    metric
        .getHistogramBuilder()
        .setAggregationTemporality(DELTA)
        .addDataPoints(
            HistogramDataPoint.newBuilder()
                .setTimeUnixNano(NOW_NANOS)
                .addAttributes(TestBatches.attribute("gen_ai.request.model", "m"))
                .setCount(3)
                .setSum(4.5)
                .setMin(0.5)
                .setMax(3)
                .addAllExplicitBounds(List.of(1.0, 2.0))
                .addAllBucketCounts(List.of(1L, 0L, 2L)));

    List<MetricPoint> points = points(metric);

    assertThat(points)
        .extracting(MetricPoint::getName)
        .containsExactly("gen_ai.d.count", "gen_ai.d.sum", "gen_ai.d.min", "gen_ai.d.max");
    assertThat(points).extracting(MetricPoint::getValue).containsExactly(3.0, 4.5, 0.5, 3.0);
    assertThat(points).extracting(MetricPoint::getUnit).containsExactly("1", "s", "s", "s");
    assertThat(points.get(0).getLabelsMap())
        .containsOnly(
            Map.entry("gen_ai.request.model", "m"),
            Map.entry("otel.temporality", "delta"),
            Map.entry("otel.buckets", "{\"bounds\":[1.0,2.0],\"counts\":[1,0,2]}"));
    assertThat(points.get(1).getLabelsMap())
        .containsOnlyKeys("gen_ai.request.model", "otel.temporality");
  }

  @Test
  void histogram_withoutMoreThanItsCount_isThatAlone() {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.d");
    metric
        .getHistogramBuilder()
        .addDataPoints(HistogramDataPoint.newBuilder().setTimeUnixNano(NOW_NANOS).setCount(3));

    assertThat(only(metric).getLabelsMap()).isEmpty();
  }

  @Test
  void exponentialHistogram_keepsItsScale() {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.d");
    metric
        .getExponentialHistogramBuilder()
        .setAggregationTemporality(DELTA)
        .addDataPoints(
            ExponentialHistogramDataPoint.newBuilder()
                .setTimeUnixNano(NOW_NANOS)
                .setCount(4)
                .setScale(-1)
                .setZeroCount(1)
                .setZeroThreshold(0.5)
                .setPositive(buckets(-2, 1, 2))
                .setNegative(buckets(3)));

    assertThat(only(metric).getLabelsMap())
        .containsEntry(
            "otel.buckets",
            "{\"scale\":-1,\"zero_count\":1,\"zero_threshold\":0.5,"
                + "\"positive\":{\"offset\":-2,\"counts\":[1,2]}}");
  }

  private static ExponentialHistogramDataPoint.Buckets buckets(int offset, long... counts) {
    ExponentialHistogramDataPoint.Buckets.Builder buckets =
        ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(offset);
    java.util.Arrays.stream(counts).forEach(buckets::addBucketCounts);
    return buckets.build();
  }

  @Test
  void summary_hasAMeasurementAQuantile() {
    Metric.Builder metric = Metric.newBuilder().setName("gen_ai.d");
    SummaryDataPoint.Builder point =
        metric.getSummaryBuilder().addDataPointsBuilder().setTimeUnixNano(NOW_NANOS);
    point.setCount(2).setSum(3);
    point.addQuantileValuesBuilder().setQuantile(0.5).setValue(1);
    point.addQuantileValuesBuilder().setQuantile(0.9).setValue(Double.NaN);

    assertThat(points(metric))
        .extracting(MetricPoint::getName)
        .containsExactly("gen_ai.d.count", "gen_ai.d.sum", "gen_ai.d");
    assertThat(points(metric).get(2).getLabelsMap())
        .containsOnly(Map.entry("otel.quantile", "0.5"));
  }

  @Test
  void point_withoutRecordedValue_isLeftOut() {
    Metric.Builder metric = TestBatches.sum("gen_ai.calls", 3);
    metric.getSumBuilder().getDataPointsBuilder(0).setFlags(1);

    assertThat(points(metric)).isEmpty();
  }

  @Test
  void exemplar_isAMeasurementOfItsSpan() {
    Metric.Builder metric = TestBatches.sum("gen_ai.calls", 3);
    metric
        .getSumBuilder()
        .getDataPointsBuilder(0)
        .addExemplars(
            Exemplar.newBuilder()
                .setAsDouble(0.25)
                .setTimeUnixNano(9)
                .setTraceId(bytes(TestBatches.TRACE_ID))
                .setSpanId(bytes(TestBatches.spanId(1)))
                .addFilteredAttributes(TestBatches.attribute("user", "u")));

    MetricPoint exemplar = points(metric).get(1);

    assertThat(exemplar.getName()).isEqualTo("gen_ai.calls.exemplar");
    assertThat(exemplar.getValue()).isEqualTo(0.25);
    assertThat(exemplar.getTimeUnixNano()).isEqualTo(NOW_NANOS);
    assertThat(exemplar.getTraceId()).isEqualTo(TestBatches.TRACE_ID);
    assertThat(exemplar.getSpanId()).isEqualTo(TestBatches.spanId(1));
    assertThat(exemplar.getLabelsMap())
        .containsEntry("user", "u")
        .containsEntry("otel.exemplar.time_unix_nano", "9");
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  @Test
  void point_saysWhoMeasured() {
    ExportMetricsServiceRequest.Builder request =
        TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1));
    request
        .getResourceMetricsBuilder(0)
        .getResourceBuilder()
        .addAttributes(TestBatches.attribute("service.name", "shop"))
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("process.pid")
                .setValue(AnyValue.newBuilder().setIntValue(8)));
    request
        .getResourceMetricsBuilder(0)
        .getScopeMetricsBuilder(0)
        .getScopeBuilder()
        .setName("openai");

    MetricPoint point = MetricTranslator.points(request.build()).get(0);

    assertThat(point.getService()).isEqualTo("shop");
    assertThat(point.getLabelsMap())
        .containsEntry("otel.resource.process.pid", "8")
        .containsEntry("otel.scope.name", "openai");
  }

  private static List<MetricPoint> points(Metric.Builder metric) {
    return MetricTranslator.points(TestBatches.metrics(metric).build());
  }

  private static MetricPoint only(Metric.Builder metric) {
    List<MetricPoint> points = points(metric);
    assertThat(points).hasSize(1);
    return points.get(0);
  }
}
