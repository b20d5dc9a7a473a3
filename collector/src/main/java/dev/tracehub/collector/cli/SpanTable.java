/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.io.PrintWriter;
import java.util.List;

/** Spans as a table. */
final class SpanTable {

  private SpanTable() {}

  static void print(List<Span> spans, PrintWriter out) {
    TextTable table =
        new TextTable(
            "started", "trace", "span", "type", "name", "model", "ms", "tokens", "USD", "status");
    for (Span span : spans) {
      table.row(row(span));
    }
    table.print(out);
  }

  private static List<String> row(Span span) {
    return List.of(
        Times.utc(span.getStartTimeUnixNano()),
        span.getTraceId(),
        span.getSpanId(),
        span.getType().name().substring("SPAN_TYPE_".length()),
        span.getName(),
        span.getResponseModel().isEmpty() ? span.getRequestModel() : span.getResponseModel(),
        Times.millis(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()),
        span.hasUsage() ? Long.toString(span.getUsage().getTotalTokens()) : "-",
        span.getCost().getTotalUsd().isEmpty() ? "-" : span.getCost().getTotalUsd(),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR ? "ERROR" : "");
  }
}
