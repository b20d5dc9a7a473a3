/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Percentiles of the duration by operation, and how many spans of each type there are. */
record LatencySection(Questions questions, Tally tally) implements Section {

  private static final List<String> TYPES =
      List.of("AGENT", "EMBEDDING", "JUDGE", "LLM", "RETRIEVER", "TASK", "TOOL");

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    terminal.heading("Latency by operation in ms");
    Table table = new Table("operation", ">spans", ">p50", ">p90", ">p95", ">p99", ">max");
    for (AggregateRow row :
        questions.aggregate(
            "",
            Dimension.DIMENSION_OPERATION,
            Measure.MEASURE_COUNT,
            Measure.MEASURE_LATENCY_P50,
            Measure.MEASURE_LATENCY_P90,
            Measure.MEASURE_LATENCY_P95,
            Measure.MEASURE_LATENCY_P99,
            Measure.MEASURE_LATENCY_MAX)) {
      table.row(
          row.getKeys(0),
          Format.count(Questions.count(row, 0)),
          Format.millis(Questions.real(row, 1)),
          Format.millis(Questions.real(row, 2)),
          Format.millis(Questions.real(row, 3)),
          Format.millis(Questions.real(row, 4)),
          Format.millis(Questions.real(row, 5)));
    }
    table.print(terminal);
    compare(agreement);
  }

  private void compare(Agreement agreement) {
    Map<String, Long> recorded = new TreeMap<>();
    for (AggregateRow row :
        questions.aggregate("", Dimension.DIMENSION_TYPE, Measure.MEASURE_COUNT)) {
      recorded.put(row.getKeys(0), Questions.count(row, 0));
    }
    for (String type : TYPES) {
      agreement.compare(type + " spans", recorded.getOrDefault(type, 0L), tally.of(type));
    }
    agreement.compare("types", TYPES.containsAll(recorded.keySet()), true);
  }
}
