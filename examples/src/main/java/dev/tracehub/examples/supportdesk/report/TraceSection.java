/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.TraceSummary;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The richest trace of the run as a tree. */
record TraceSection(Questions questions, Tally tally) implements Section {

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    List<TraceSummary> traces = questions.traces();
    agreement.compare("traces", (long) traces.size(), tally.of("AGENT") + tally.of("TASK"));
    traces.stream()
        .max(
            Comparator.comparingLong(TraceSummary::getSpanCount)
                .thenComparing(TraceSummary::getTraceId))
        .ifPresent(richest -> print(questions.trace(richest.getTraceId()), terminal));
  }

  private static void print(GetTraceResponse trace, Terminal terminal) {
    TraceSummary summary = trace.getSummary();
    terminal.heading("One trace of " + Format.count(summary.getSpanCount()) + " spans");
    terminal.line(
        terminal.dim(
            "  %s  session %s  user %s  %s tokens  %s%s"
                .formatted(
                    summary.getTraceId(),
                    summary.getSessionId(),
                    summary.getUserId(),
                    Format.count(summary.getTokens().getTotal()),
                    Format.usd(new BigDecimal(summary.getCostUsd())),
                    summary.getUnpricedCount() > 0
                        ? " + " + summary.getUnpricedCount() + " unpriced"
                        : "")));
    new TraceTree(trace.getSpansList(), terminal).print();
    trace
        .getEvaluationsList()
        .forEach(
            evaluation ->
                terminal.line(
                    "  %s %s by %s: %s"
                        .formatted(
                            evaluation.getName(),
                            Format.score(evaluation.getScore()),
                            evaluation.getEvaluator(),
                            evaluation.getLabel())));
  }
}
