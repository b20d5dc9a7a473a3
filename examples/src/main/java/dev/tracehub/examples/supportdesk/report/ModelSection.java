/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.examples.supportdesk.desk.Tally.ModelCalls;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.TraceSummary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls, tokens and cost by model. */
record ModelSection(Questions questions, Tally tally) implements Section {

  private static final Measure[] MEASURES = {
    Measure.MEASURE_COUNT,
    Measure.MEASURE_ERRORS,
    Measure.MEASURE_INPUT_TOKENS,
    Measure.MEASURE_CACHE_READ_TOKENS,
    Measure.MEASURE_OUTPUT_TOKENS,
    Measure.MEASURE_TOTAL_TOKENS,
    Measure.MEASURE_COST,
    Measure.MEASURE_UNPRICED
  };

  private static final int COST = 6;
  private static final int UNPRICED = 7;

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    terminal.heading("Tokens and cost by model");
    Table table =
        new Table("model", ">calls", ">errors", ">input", ">cached", ">output", ">total", ">cost");
    Map<String, ModelCalls> recorded = new TreeMap<>();
    BigDecimal sum = BigDecimal.ZERO;
    long unpriced = 0;
    for (AggregateRow row :
        questions.aggregate(
            "type in [\"LLM\", \"EMBEDDING\"]", Dimension.DIMENSION_MODEL, MEASURES)) {
      BigDecimal cost = cost(row);
      sum = sum.add(cost);
      unpriced += Questions.count(row, UNPRICED);
      recorded.put(row.getKeys(0), calls(row));
      boolean known = Questions.count(row, UNPRICED) == 0;
      table.row(
          row.getKeys(0),
          Format.count(Questions.count(row, 0)),
          errors(terminal, Questions.count(row, 1)),
          Format.count(Questions.count(row, 2)),
          Format.count(Questions.count(row, 3)),
          Format.count(Questions.count(row, 4)),
          Format.count(Questions.count(row, 5)),
          known ? Format.usd(cost) : terminal.odd("UNPRICED"));
    }
    addSum(table, recorded, sum, unpriced);
    table.print(terminal);
    compare(agreement, recorded, sum);
  }

  private static BigDecimal cost(AggregateRow row) {
    String cost = row.getValues(COST).getDecimalValue();
    return cost.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cost);
  }

  private static String errors(Terminal terminal, long errors) {
    return errors == 0 ? "0" : terminal.bad(Format.count(errors));
  }

  private static ModelCalls calls(AggregateRow row) {
    return new ModelCalls(
        Questions.count(row, 0),
        Questions.count(row, 1),
        Questions.count(row, 2),
        Questions.count(row, 3),
        Questions.count(row, 4));
  }

  private static void addSum(
      Table table, Map<String, ModelCalls> recorded, BigDecimal cost, long unpriced) {
    List<ModelCalls> all = List.copyOf(recorded.values());
    table.row(
        "all",
        Format.count(all.stream().mapToLong(ModelCalls::calls).sum()),
        Format.count(all.stream().mapToLong(ModelCalls::errors).sum()),
        Format.count(all.stream().mapToLong(ModelCalls::input).sum()),
        Format.count(all.stream().mapToLong(ModelCalls::cached).sum()),
        Format.count(all.stream().mapToLong(ModelCalls::output).sum()),
        Format.count(all.stream().mapToLong(ModelCalls::total).sum()),
        Format.usd(cost) + (unpriced > 0 ? " + " + unpriced + " unpriced" : ""));
  }

  private void compare(Agreement agreement, Map<String, ModelCalls> recorded, BigDecimal cost) {
    agreement.compare("models", recorded.keySet(), tally.models().keySet());
    tally
        .models()
        .forEach(
            (model, counted) -> {
              ModelCalls seen = recorded.getOrDefault(model, new ModelCalls(0, 0, 0, 0, 0));
              agreement.compare("calls of " + model, seen.calls(), counted.calls());
              agreement.compare("errors of " + model, seen.errors(), counted.errors());
              agreement.compare("input tokens of " + model, seen.input(), counted.input());
              agreement.compare("cached tokens of " + model, seen.cached(), counted.cached());
              agreement.compare("output tokens of " + model, seen.output(), counted.output());
            });
    BigDecimal byTrace =
        questions.traces().stream()
            .map(TraceSummary::getCostUsd)
            .filter(usd -> !usd.isEmpty())
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    agreement.compare(
        "cost by model and by trace", cost.stripTrailingZeros(), byTrace.stripTrailingZeros());
  }
}
