/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small trees of spans, and what roles they end with. */
final class Tree {

  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private Tree() {}

  /** A span without usage; ids and parents are small numbers, parent 0 is none. */
  static Span span(int id, int parent, SpanType type) {
    return Span.newBuilder()
        .setTraceId(TRACE)
        .setSpanId(id(id))
        .setParentSpanId(parent == 0 ? "" : id(parent))
        .setType(type)
        .build();
  }

  static Span span(int id, int parent, SpanType type, long input, long output) {
    return span(id, parent, type).toBuilder()
        .setUsage(Usage.newBuilder().setInputTokens(input).setOutputTokens(output))
        .build();
  }

  /** A call that takes from second to second and has this answer. */
  static Span answered(Span span, String responseId, long from, long to) {
    return span.toBuilder()
        .setResponseId(responseId)
        .setStartTimeUnixNano(from * 1_000_000_000L)
        .setEndTimeUnixNano(to * 1_000_000_000L)
        .build();
  }

  static String id(int number) {
    return "%016x".formatted(number);
  }

  /** The roles after all corrections, by the numbers of the spans; without those that have none. */
  static Map<Integer, UsageRole> roles(List<Span> arriving) {
    UsageRoles roles = new UsageRoles(1000);
    Map<Integer, UsageRole> held = new TreeMap<>();
    for (Span span : arriving) {
      UsageRoles.Decision decision = roles.decide("p", span);
      held.put(Integer.parseInt(span.getSpanId(), 16), decision.role());
      for (StoredRecord.RoleChange change : decision.corrections()) {
        int number = (int) change.spanId().value();
        if (held.put(number, change.role()) == null) {
          throw new AssertionError("correction of a span that has not arrived: " + number);
        }
      }
    }
    held.values().removeIf(role -> role == UsageRole.USAGE_ROLE_UNSPECIFIED);
    return held;
  }

  /** All orders. */
  static List<List<Span>> permutations(List<Span> spans) {
    if (spans.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Span>> all = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      List<Span> rest = new ArrayList<>(spans);
      Span first = rest.remove(i);
      for (List<Span> tail : permutations(rest)) {
        List<Span> order = new ArrayList<>();
        order.add(first);
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }
}
