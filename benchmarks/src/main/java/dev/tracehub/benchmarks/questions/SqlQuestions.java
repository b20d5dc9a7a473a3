/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks in a layout's SQL, statement by statement; a later one may be about the first column of the
 * answer before.
 */
final class SqlQuestions implements Answerer {

  private final Server server;
  private final Map<String, String> questions;

  SqlQuestions(Server server, Layout layout) {
    this.server = server;
    this.questions = SqlFile.questions(layout.questions());
  }

  @Override
  public int ask(String question, Moment moment) {
    String sql = questions.get(question);
    if (sql == null) {
      throw new IllegalArgumentException("no question " + question);
    }
    Map<String, String> parameters = new HashMap<>(moment.parameters());
    List<String> rows = List.of();
    for (String statement : sql.split(";\\s*\n", -1)) {
      rows = new ArrayList<>(server.run(statement, parameters).lines().toList());
      parameters.put("page", firstColumn(rows));
    }
    return rows.size();
  }

  private static String firstColumn(List<String> rows) {
    return rows.stream()
        .map(row -> "'" + row.split("\t", 2)[0] + "'")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
