/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.v1.Session;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The conversations that used most tokens. */
record SessionSection(Questions questions, Tally tally) implements Section {

  private static final int SHOWN = 5;

  @Override
  public void print(Terminal terminal, Agreement agreement) {
    List<Session> sessions = questions.sessions();
    terminal.heading(
        "Sessions: %s, the %d with most tokens"
            .formatted(Format.count(sessions.size()), Math.min(SHOWN, sessions.size())));
    Table table = new Table("session", "user", ">traces", ">calls", ">errors", ">tokens", ">cost");
    sessions.stream()
        .sorted(
            Comparator.comparingLong((Session session) -> session.getTokens().getTotal())
                .reversed())
        .limit(SHOWN)
        .forEach(
            session ->
                table.row(
                    session.getSessionId(),
                    String.join(", ", session.getUserIdsList()),
                    Format.count(session.getTraceCount()),
                    Format.count(session.getLlmCallCount()),
                    Format.count(session.getErrorCount()),
                    Format.count(session.getTokens().getTotal()),
                    Format.usd(new BigDecimal(session.getCostUsd()))));
    table.print(terminal);
    Map<String, Long> turns = new TreeMap<>();
    sessions.forEach(session -> turns.put(session.getSessionId(), session.getTraceCount()));
    agreement.compare("turns by session", turns, tally.turnsBySession());
  }
}
