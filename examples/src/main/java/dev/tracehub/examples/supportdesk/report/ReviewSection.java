/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.TraceSummary;
import java.util.ArrayList;
import java.util.List;

/** The reviewer's scores, and what was decided because of them. */
record ReviewSection(Questions questions, Tally tally) implements Section {

  private static final double EXACT_ENOUGH = 1e-9;
  private static final int SHOWN = 3;

  /** A judgement and the trace it is of. */
  private record Judged(Evaluation evaluation, GetTraceResponse trace) {}

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    List<Judged> judged = judged();
    long allowed = labelled(judged, "allow");
    long escalated = labelled(judged, "escalate");
    double mean = mean();
    terminal.heading("Review of answers");
    terminal.line(
        "  %d scores, mean %s, lowest %s"
            .formatted(
                judged.size(),
                Format.score(mean),
                Format.score(
                    judged.stream().mapToDouble(j -> j.evaluation().getScore()).min().orElse(0))));
    terminal.line(
        "  Decision: %s, %s, %d not answered"
            .formatted(
                terminal.good(allowed + " sent"),
                terminal.odd(escalated + " passed to a colleague"),
                tally.of("AGENT errors")));
    judged.stream()
        .filter(j -> j.evaluation().getLabel().equals("escalate"))
        .limit(SHOWN)
        .forEach(j -> terminal.line("    " + line(j, terminal)));
    agreement.compare("allowed", allowed, tally.of("label allow"));
    agreement.compare("escalated", escalated, tally.of("label escalate"));
    double counted = tally.scores() / Math.max(1, judged.size());
    agreement.compare("mean score", Math.abs(mean - counted) < EXACT_ENOUGH, true);
  }

  private List<Judged> judged() {
    List<Judged> judged = new ArrayList<>();
    for (TraceSummary summary : questions.traces()) {
      GetTraceResponse trace = questions.trace(summary.getTraceId());
      trace.getEvaluationsList().forEach(e -> judged.add(new Judged(e, trace)));
    }
    return judged;
  }

  private static long labelled(List<Judged> judged, String label) {
    return judged.stream().filter(j -> j.evaluation().getLabel().equals(label)).count();
  }

  private double mean() {
    List<AggregateRow> rows = questions.aggregate("", null, Measure.MEASURE_SCORE_AVG);
    return rows.isEmpty() ? 0 : Questions.real(rows.get(0), 0);
  }

  private static String line(Judged judged, Terminal terminal) {
    String question =
        judged.trace().getSpansList().stream()
            .filter(span -> span.getSpanId().equals(judged.evaluation().getSpanId()))
            .map(span -> span.getInput().getText())
            .findFirst()
            .orElse("");
    return terminal.odd("escalate ")
        + Format.score(judged.evaluation().getScore())
        + "  "
        + question
        + terminal.dim("  (" + judged.evaluation().getExplanation() + ")");
  }
}
