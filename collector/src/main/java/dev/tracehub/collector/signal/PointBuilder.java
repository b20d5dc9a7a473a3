/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import dev.tracehub.collector.dialect.Attributes;
import dev.tracehub.collector.dialect.Ids;
import dev.tracehub.v1.MetricPoint;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.List;
import java.util.Map;

/** What measurements share, from the resource down to the data point. Immutable. */
final class PointBuilder {

  private static final String SERVICE = "service.name";

  private final MetricPoint shared;

  private PointBuilder(MetricPoint shared) {
    this.shared = shared;
  }

  static PointBuilder of(ResourceMetrics resource, ScopeMetrics scope) {
    MetricPoint.Builder shared = MetricPoint.newBuilder();
    for (KeyValue attribute : resource.getResource().getAttributesList()) {
      String text = Attributes.text(attribute.getValue());
      if (attribute.getKey().equals(SERVICE)) {
        shared.setService(text);
      } else {
        shared.putLabels("otel.resource." + attribute.getKey(), text);
      }
    }
    for (KeyValue attribute : scope.getScope().getAttributesList()) {
      shared.putLabels("otel.scope." + attribute.getKey(), Attributes.text(attribute.getValue()));
    }
    return new PointBuilder(shared.build())
        .with("otel.resource.schema_url", resource.getSchemaUrl())
        .with("otel.scope.schema_url", scope.getSchemaUrl())
        .with("otel.scope.name", scope.getScope().getName())
        .with("otel.scope.version", scope.getScope().getVersion());
  }

  PointBuilder of(Metric metric) {
    MetricPoint.Builder named = shared.toBuilder();
    named.setName(metric.getName()).setUnit(metric.getUnit());
    for (KeyValue attribute : metric.getMetadataList()) {
      named.putLabels("otel.metadata." + attribute.getKey(), Attributes.text(attribute.getValue()));
    }
    return new PointBuilder(named.build());
  }

  /** With a label, unless it is empty. */
  PointBuilder with(String label, String value) {
    return value.isEmpty() ? this : with(Map.of(label, value));
  }

  PointBuilder with(Map<String, String> labels) {
    return new PointBuilder(shared.toBuilder().putAllLabels(labels).build());
  }

  PointBuilder at(List<KeyValue> attributes, long start, long time) {
    MetricPoint.Builder at = shared.toBuilder().setTimeUnixNano(time);
    attributes.forEach(
        attribute -> at.putLabels(attribute.getKey(), Attributes.text(attribute.getValue())));
    if (start != 0) {
      at.putLabels("otel.start_time_unix_nano", Long.toUnsignedString(start));
    }
    return new PointBuilder(at.build());
  }

  /** A part of the data point that has the metric's unit. */
  PointBuilder part(String name) {
    return part(name, shared.getUnit());
  }

  PointBuilder part(String name, String unit) {
    return new PointBuilder(
        shared.toBuilder().setName(shared.getName() + "." + name).setUnit(unit).build());
  }

  MetricPoint value(double value) {
    return shared.toBuilder().setValue(value).build();
  }

  /** Adds the examples that the data point gives, each with the span that it was measured in. */
  void exemplars(List<Exemplar> exemplars, List<MetricPoint> into) {
    for (Exemplar exemplar : exemplars) {
      double value = exemplar.hasAsInt() ? (double) exemplar.getAsInt() : exemplar.getAsDouble();
      MetricPoint.Builder point = part("exemplar").shared.toBuilder().setValue(value);
      // Nobody checked it, and stores divide what they keep by time.
      point.putLabels(
          "otel.exemplar.time_unix_nano", Long.toUnsignedString(exemplar.getTimeUnixNano()));
      exemplar
          .getFilteredAttributesList()
          .forEach(
              attribute ->
                  point.putLabels(attribute.getKey(), Attributes.text(attribute.getValue())));
      if (Ids.isValid(exemplar.getTraceId(), 16)) {
        point.setTraceId(Ids.hex(exemplar.getTraceId()));
        if (Ids.isValid(exemplar.getSpanId(), 8)) {
          point.setSpanId(Ids.hex(exemplar.getSpanId()));
        }
      }
      into.add(point.build());
    }
  }
}
