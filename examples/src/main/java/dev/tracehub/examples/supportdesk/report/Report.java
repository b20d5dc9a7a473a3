/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.client.status.ClientStats;
import dev.tracehub.examples.supportdesk.desk.Tally;
import java.util.List;

/** Everything that Tracehub knows about one run of the demo. */
public final class Report {

  private final List<Section> sections;

  /** Makes the report of a run. */
  public Report(Questions questions, Tally tally, ClientStats stats) {
    sections =
        List.of(
            new TraceSection(questions, tally),
            new ModelSection(questions, tally),
            new LatencySection(questions, tally),
            new SessionSection(questions, tally),
            new ErrorSection(questions, tally),
            new ReviewSection(questions, tally),
            new ClientSection(questions, tally, stats));
  }

  /** Prints it, and answers whether every number agrees with the application's own count. */
  public boolean print(Terminal terminal) {
    Agreement agreement = new Agreement();
    sections.forEach(section -> section.print(terminal, agreement));
    return agreement.print(terminal);
  }
}
