/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The spans of one trace by id, with the way up. Immutable. */
final class SpanTree {

  private final Map<String, Span> byId = new HashMap<>();

  SpanTree(List<Span> spans) {
    spans.forEach(span -> byId.put(span.getSpanId(), span));
  }

  Optional<Span> span(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The spans above one that are held, the nearest first; ends where a sender made a circle. */
  List<Span> ancestors(Span span) {
    List<Span> ancestors = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(span.getSpanId()));
    Span above = byId.get(span.getParentSpanId());
    while (above != null && seen.add(above.getSpanId())) {
      ancestors.add(above);
      above = byId.get(above.getParentSpanId());
    }
    return ancestors;
  }

  /** The nearest execution of a node above a span. */
  Optional<Span> nodeAbove(Span span) {
    return ancestors(span).stream().filter(SpanTree::isNode).findFirst();
  }

  static boolean isNode(Span span) {
    return span.getType() == SpanType.SPAN_TYPE_NODE && span.hasGraph();
  }
}
