/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the spans of a trace as a tree. Spans whose parent is not held stand at the top. */
final class TraceTree {

  private final Map<String, List<Span>> children = new HashMap<>();
  private final PrintWriter out;

  private TraceTree(PrintWriter out) {
    this.out = out;
  }

  static void print(List<Span> spans, PrintWriter out) {
    TraceTree tree = new TraceTree(out);
    Map<String, Span> byId =
        spans.stream().collect(Collectors.toMap(Span::getSpanId, span -> span, (a, b) -> a));
    List<Span> roots = new ArrayList<>();
    for (Span span : spans) {
      if (byId.containsKey(span.getParentSpanId())) {
        tree.children.computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>()).add(span);
      } else {
        roots.add(span);
      }
    }
    roots.forEach(root -> tree.print(root, "", ""));
    out.flush();
  }

  private void print(Span span, String head, String indent) {
    out.println(head + line(span));
    List<Span> below = children.getOrDefault(span.getSpanId(), List.of());
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      print(below.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
    }
  }

  private static String line(Span span) {
    StringBuilder line = new StringBuilder();
    line.append(span.getType().name().substring("SPAN_TYPE_".length())).append(' ');
    line.append(span.getName());
    long nanos = span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
    line.append(String.format(Locale.ROOT, "  %.1f ms", Math.max(0, nanos) / 1e6));
    if (span.getCollector().getUsageRole() == UsageRole.USAGE_ROLE_COUNTED) {
      line.append("  ").append(span.getUsage().getInputTokens()).append(" → ");
      line.append(span.getUsage().getOutputTokens()).append(" tokens");
    }
    if (span.getCollector().getUsageState() == UsageState.USAGE_STATE_ESTIMATED) {
      line.append("  ESTIMATED");
    }
    if (span.getCost().getState() == CostState.COST_STATE_UNPRICED) {
      line.append("  UNPRICED");
    } else if (!span.getCost().getTotalUsd().isEmpty()) {
      line.append("  $").append(span.getCost().getTotalUsd());
    }
    if (span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR) {
      line.append("  ERROR ").append(span.getStatus().getMessage());
    }
    return line.toString();
  }
}
