/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a resource once for all its spans. Immutable after construction. */
final class ResourceReader {

  private final Map<String, AttributeValue> all = new LinkedHashMap<>();
  private final Map<String, AttributeValue> unbound = new LinkedHashMap<>();
  private final Map<Binding, String> names = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();

  /** A value that fields of the spans may take. */
  record Candidate(Binding binding, Object value) {}

  ResourceReader(Mapping mapping, ResourceSpans resource) {
    for (KeyValue attribute : resource.getResource().getAttributesList()) {
      AttributeValue value = Attributes.of(attribute.getValue());
      all.put(attribute.getKey(), value);
      Object plain = Plain.of(attribute.getValue());
      List<Binding> bindings = mapping.resource(attribute.getKey());
      if (plain == null || bindings.isEmpty()) {
        unbound.put(attribute.getKey(), value);
      } else {
        for (Binding binding : bindings) {
          candidates.add(new Candidate(binding, plain));
          names.put(binding, attribute.getKey());
        }
      }
    }
    int dropped = resource.getResource().getDroppedAttributesCount();
    if (dropped > 0) {
      keep("otel.resource.dropped_attributes_count", Attributes.ofPlain((long) dropped));
    }
    if (!resource.getSchemaUrl().isEmpty()) {
      keep("otel.resource.schema_url", Attributes.ofText(resource.getSchemaUrl()));
    }
  }

  private void keep(String name, AttributeValue value) {
    all.put(name, value);
    unbound.put(name, value);
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /** The attributes that no field of the span tells. */
  Map<String, AttributeValue> leftover(Reading reading) {
    Map<String, AttributeValue> leftover = unbound;
    for (Map.Entry<Binding, String> bound : names.entrySet()) {
      AttributeValue value = all.get(bound.getValue());
      Field field = bound.getKey().field();
      if (value != null
          && !(value.hasStringValue() && value.getStringValue().equals(reading.peek(field)))) {
        if (leftover == unbound) {
          leftover = new LinkedHashMap<>(unbound);
        }
        leftover.put(bound.getValue(), value);
      }
    }
    return leftover;
  }
}
