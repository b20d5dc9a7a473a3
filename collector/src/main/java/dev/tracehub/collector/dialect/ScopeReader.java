/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads an instrumentation scope once for all its spans. Immutable after construction. */
final class ScopeReader {

  private final ResourceReader resource;
  private final InstrumentationScope scope;
  private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();
  private final String exclusiveUnless;

  ScopeReader(Mapping mapping, ResourceReader resource, ScopeSpans spans) {
    this.resource = resource;
    this.scope =
        InstrumentationScope.newBuilder()
            .setName(spans.getScope().getName())
            .setVersion(spans.getScope().getVersion())
            .build();
    this.exclusiveUnless = mapping.names().exclusiveUnless(scope.getName());
    for (KeyValue attribute : spans.getScope().getAttributesList()) {
      attributes.put("otel.scope." + attribute.getKey(), Attributes.of(attribute.getValue()));
    }
    if (!spans.getSchemaUrl().isEmpty()) {
      attributes.put("otel.scope.schema_url", Attributes.ofText(spans.getSchemaUrl()));
    }
    int dropped = spans.getScope().getDroppedAttributesCount();
    if (dropped > 0) {
      attributes.put("otel.scope.dropped_attributes_count", Attributes.ofPlain((long) dropped));
    }
  }

  ResourceReader resource() {
    return resource;
  }

  boolean hasScope() {
    return !scope.getName().isEmpty() || !scope.getVersion().isEmpty();
  }

  InstrumentationScope scope() {
    return scope;
  }

  /** The scope's own attributes, under names that tell where they come from. */
  Map<String, AttributeValue> attributes() {
    return attributes;
  }

  /**
   * Whether the library is known to leave cached tokens out of Anthropic's input tokens.
   *
   * @param counts the names of the token counts of a span: newer versions of some libraries have
   *     more of them, and do not
   */
  boolean isExclusive(Set<String> counts) {
    return !exclusiveUnless.isEmpty()
        && counts.stream().noneMatch(name -> name.startsWith(exclusiveUnless));
  }
}
