/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import dev.tracehub.v1.MetricPoint;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns OTLP metrics into measurements.
 *
 * <p>A gauge or a sum is one measurement a data point. A histogram is up to four: {@code
 * NAME.count} with its buckets in the label {@code otel.buckets}, {@code NAME.sum}, {@code
 * NAME.min} and {@code NAME.max}; a summary is {@code NAME.count}, {@code NAME.sum} and {@code
 * NAME} for each quantile. An exemplar is {@code NAME.exemplar} of its span. Numbers are as they
 * were sent: the label {@code otel.temporality} says whether they are of the interval ({@code
 * delta}) or since {@code otel.start_time_unix_nano} ({@code cumulative}). Points that record no
 * value are left out.
 */
public final class MetricTranslator {

  private static final String TEMPORALITY = "otel.temporality";

  private final List<MetricPoint> points = new ArrayList<>();

  private MetricTranslator() {}

  /** The measurements of a request, in its order. */
  public static List<MetricPoint> points(ExportMetricsServiceRequest request) {
    MetricTranslator translator = new MetricTranslator();
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        PointBuilder shared = PointBuilder.of(resource, scope);
        scope.getMetricsList().forEach(metric -> translator.metric(shared, metric));
      }
    }
    return translator.points;
  }

  private void metric(PointBuilder shared, Metric metric) {
    PointBuilder named = shared.of(metric);
    switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsList().forEach(point -> number(named, point));
      case SUM -> sum(named, metric.getSum());
      case HISTOGRAM -> histogram(named, metric.getHistogram());
      case EXPONENTIAL_HISTOGRAM -> exponential(named, metric.getExponentialHistogram());
      case SUMMARY ->
          metric.getSummary().getDataPointsList().forEach(point -> summary(named, point));
      case DATA_NOT_SET -> {}
    }
  }

  private void sum(PointBuilder named, Sum sum) {
    PointBuilder told =
        named
            .with(TEMPORALITY, temporality(sum.getAggregationTemporality()))
            .with("otel.monotonic", Boolean.toString(sum.getIsMonotonic()));
    sum.getDataPointsList().forEach(point -> number(told, point));
  }

  private void number(PointBuilder metric, NumberDataPoint point) {
    PointBuilder at =
        metric.at(point.getAttributesList(), point.getStartTimeUnixNano(), point.getTimeUnixNano());
    if (isRecorded(point.getFlags())) {
      points.add(at.value(point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble()));
    }
    at.exemplars(point.getExemplarsList(), points);
  }

  private void histogram(PointBuilder named, Histogram histogram) {
    PointBuilder told = named.with(TEMPORALITY, temporality(histogram.getAggregationTemporality()));
    for (HistogramDataPoint point : histogram.getDataPointsList()) {
      PointBuilder at =
          told.at(point.getAttributesList(), point.getStartTimeUnixNano(), point.getTimeUnixNano());
      if (isRecorded(point.getFlags())) {
        points.add(at.part("count", "1").with(Buckets.of(point)).value((double) point.getCount()));
        part(at, "sum", point.hasSum(), point.getSum());
        part(at, "min", point.hasMin(), point.getMin());
        part(at, "max", point.hasMax(), point.getMax());
      }
      at.exemplars(point.getExemplarsList(), points);
    }
  }

  private void exponential(PointBuilder named, ExponentialHistogram histogram) {
    PointBuilder told = named.with(TEMPORALITY, temporality(histogram.getAggregationTemporality()));
    for (ExponentialHistogramDataPoint point : histogram.getDataPointsList()) {
      PointBuilder at =
          told.at(point.getAttributesList(), point.getStartTimeUnixNano(), point.getTimeUnixNano());
      if (isRecorded(point.getFlags())) {
        points.add(at.part("count", "1").with(Buckets.of(point)).value((double) point.getCount()));
        part(at, "sum", point.hasSum(), point.getSum());
        part(at, "min", point.hasMin(), point.getMin());
        part(at, "max", point.hasMax(), point.getMax());
      }
      at.exemplars(point.getExemplarsList(), points);
    }
  }

  private void summary(PointBuilder named, SummaryDataPoint point) {
    if (!isRecorded(point.getFlags())) {
      return;
    }
    PointBuilder at =
        named.at(point.getAttributesList(), point.getStartTimeUnixNano(), point.getTimeUnixNano());
    points.add(at.part("count", "1").value((double) point.getCount()));
    points.add(at.part("sum").value(point.getSum()));
    for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
      // A summary of no values has no quantiles, which some senders write as NaN.
      if (Double.isFinite(quantile.getValue())) {
        String share = Double.toString(quantile.getQuantile());
        points.add(at.with(Map.of("otel.quantile", share)).value(quantile.getValue()));
      }
    }
  }

  private void part(PointBuilder point, String name, boolean told, double value) {
    if (told) {
      points.add(point.part(name).value(value));
    }
  }

  private static boolean isRecorded(int flags) {
    return (flags & 1) == 0;
  }

  private static String temporality(AggregationTemporality temporality) {
    return switch (temporality) {
      case AGGREGATION_TEMPORALITY_DELTA -> "delta";
      case AGGREGATION_TEMPORALITY_CUMULATIVE -> "cumulative";
      default -> "";
    };
  }
}
