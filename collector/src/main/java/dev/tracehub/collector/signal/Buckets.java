/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import java.util.List;
import java.util.Map;

/**
 * The buckets of a histogram as a label: JSON under the names of OTLP. One measurement a bucket
 * would write the other labels a thousand times over.
 */
final class Buckets {

  private static final String LABEL = "otel.buckets";

  private Buckets() {}

  /** Counts, one more than bounds; no label when the histogram has no buckets. */
  static Map<String, String> of(HistogramDataPoint point) {
    if (point.getBucketCountsCount() == 0) {
      return Map.of();
    }
    JsonObject json = new JsonObject();
    JsonArray bounds = new JsonArray();
    // JSON has no infinity, and the last bucket reaches there anyway.
    point.getExplicitBoundsList().stream().filter(Double::isFinite).forEach(bounds::add);
    json.add("bounds", bounds);
    json.add("counts", numbers(point.getBucketCountsList()));
    return Map.of(LABEL, json.toString());
  }

  /** Bucket i of a side lies between base^i and base^(i+1), where base = 2^(2^-scale). */
  static Map<String, String> of(ExponentialHistogramDataPoint point) {
    JsonObject json = new JsonObject();
    json.addProperty("scale", point.getScale());
    json.addProperty("zero_count", point.getZeroCount());
    json.addProperty("zero_threshold", point.getZeroThreshold());
    side(json, "positive", point.getPositive());
    side(json, "negative", point.getNegative());
    return Map.of(LABEL, json.toString());
  }

  private static void side(
      JsonObject json, String name, ExponentialHistogramDataPoint.Buckets buckets) {
    if (buckets.getBucketCountsCount() > 0) {
      JsonObject side = new JsonObject();
      side.addProperty("offset", buckets.getOffset());
      side.add("counts", numbers(buckets.getBucketCountsList()));
      json.add(name, side);
    }
  }

  private static JsonArray numbers(List<Long> counts) {
    JsonArray array = new JsonArray(counts.size());
    counts.forEach(array::add);
    return array;
  }
}
