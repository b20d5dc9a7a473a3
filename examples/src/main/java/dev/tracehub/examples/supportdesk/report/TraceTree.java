/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A trace as a tree: what called what, how long it took, what it used and cost. */
final class TraceTree {

  private static final int HEAD = 48;

  private final List<Span> spans;
  private final Terminal terminal;
  private final Table table = new Table("span", ">ms", ">in", ">cached", ">out", ">cost", "");

  TraceTree(List<Span> spans, Terminal terminal) {
    this.spans = spans;
    this.terminal = terminal;
  }

  void print() {
    for (Span span : spans) {
      if (spans.stream().noneMatch(other -> other.getSpanId().equals(span.getParentSpanId()))) {
        add(span, "", "");
      }
    }
    table.print(terminal);
  }

  private void add(Span span, String head, String indent) {
    double millis = (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e6;
    Usage usage = span.getUsage();
    table.row(
        terminal.dim(head) + type(span) + " " + span.getName(),
        Format.millis(millis),
        usage.hasInputTokens() ? Format.count(usage.getInputTokens()) : "",
        usage.getCacheReadTokens() > 0 ? Format.count(usage.getCacheReadTokens()) : "",
        usage.hasOutputTokens() ? Format.count(usage.getOutputTokens()) : "",
        cost(span),
        remark(span));
    List<Span> children = children(span);
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      add(children.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
    }
  }

  private List<Span> children(Span parent) {
    List<Span> children = new ArrayList<>();
    for (Span span : spans) {
      if (span.getParentSpanId().equals(parent.getSpanId())) {
        children.add(span);
      }
    }
    return children;
  }

  private String type(Span span) {
    return terminal.bold(span.getType().name().substring("SPAN_TYPE_".length()));
  }

  private String cost(Span span) {
    if (span.getCost().getState() == CostState.COST_STATE_UNPRICED) {
      return terminal.odd("UNPRICED");
    }
    String total = span.getCost().getTotalUsd();
    return total.isEmpty() ? "" : Format.usd(new BigDecimal(total));
  }

  private String remark(Span span) {
    if (span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR) {
      return terminal.bad("ERROR " + span.getStatus().getErrorType());
    }
    if (span.getRetryCount() > 0) {
      return terminal.odd("retry " + span.getRetryCount());
    }
    return terminal.dim(Format.head(span.getOutput().getText(), HEAD));
  }
}
