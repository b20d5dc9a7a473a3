/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import java.util.List;
import java.util.Locale;

/** How spans lie in tables. */
enum Layout {
  TRACEHUB("tracehub", "", "fill_tracehub.sql fill_tracehub_payloads.sql"),
  OTEL_TRACES("otel", "otel_traces.sql", "fill_otel_traces.sql"),
  LANGFUSE_V3("langfuse", "langfuse_v3.sql", "fill_langfuse_v3.sql fill_langfuse_v3_traces.sql");

  private final String database;
  private final String tables;
  private final String fills;

  Layout(String database, String tables, String fills) {
    this.database = database;
    this.tables = tables;
    this.fills = fills;
  }

  /** The database that holds its tables. */
  String database() {
    return database;
  }

  /** The files that make its tables; ours are made by the store's migrations. */
  List<String> tables() {
    return words(tables);
  }

  /** The files that fill it with the spans of a day. */
  List<String> fills() {
    return words(fills);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** The questions in its SQL; ours are asked through the store. */
  String questions() {
    return "questions_" + name().toLowerCase(Locale.ROOT) + ".sql";
  }
}
