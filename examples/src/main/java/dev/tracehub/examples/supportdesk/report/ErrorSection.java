/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong, and what was tried again. */
record ErrorSection(Questions questions, Tally tally) implements Section {

  private static final int HEAD = 70;

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    List<Span> errors = questions.spans("error");
    terminal.heading("Errors: " + errors.size());
    Table table = new Table("span", "error", "message", ">times");
    Map<List<String>, Long> times = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    errors.forEach(span -> times.merge(cells(span), 1L, Long::sum));
    times.forEach(
        (cells, count) ->
            table.row(cells.get(0), terminal.bad(cells.get(1)), cells.get(2), Format.count(count)));
    table.print(terminal);
    agreement.compare(
        "errors", (long) errors.size(), tally.of("LLM errors") + tally.of("AGENT errors"));
    long retried = questions.spans("retry_count > 0").size();
    long recovered = questions.spans("retry_count > 0 && !error").size();
    terminal.line("  Second attempts: " + retried + ", of them " + recovered + " went well");
    agreement.compare("second attempts", retried, tally.of("retries"));
  }

  private static List<String> cells(Span span) {
    String type = span.getStatus().getErrorType();
    return List.of(
        span.getName(),
        type.substring(type.lastIndexOf('.') + 1),
        Format.head(span.getStatus().getMessage(), HEAD));
  }
}
