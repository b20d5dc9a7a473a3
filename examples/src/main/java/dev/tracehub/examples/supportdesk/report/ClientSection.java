/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.client.status.ClientStats;
import dev.tracehub.examples.supportdesk.desk.Tally;

/** What the client library says of its own work. */
record ClientSection(Questions questions, Tally tally, ClientStats stats) implements Section {

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    terminal.heading("Client");
    terminal.line(
        "  %s recorded = %s delivered + %s rejected + %s dropped + %s pending; breaker %s"
            .formatted(
                Format.count(stats.recorded()),
                Format.count(stats.delivered()),
                Format.count(stats.rejected()),
                Format.count(stats.droppedTotal()),
                Format.count(stats.pending()),
                stats.breaker().name().toLowerCase(java.util.Locale.ROOT)));
    long judged = tally.of("label allow") + tally.of("label escalate");
    agreement.compare("spans and evaluations", questions.spans() + judged, stats.recorded());
    agreement.compare("delivered", stats.delivered(), stats.recorded());
    agreement.compare("client's accounts balanced", stats.balanced(), true);
  }
}
