/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

/** The two tables of spans, which have the same columns. */
public enum SpanTable {
  /** Finished spans. */
  FINISHED("spans", "INPUT", "OUTPUT"),
  /** Spans as they were when they started, also those that have finished. */
  STARTED("started_spans", "STARTED_INPUT", "STARTED_OUTPUT");

  private final String table;
  private final String inputSide;
  private final String outputSide;

  SpanTable(String table, String inputSide, String outputSide) {
    this.table = table;
    this.inputSide = inputSide;
    this.outputSide = outputSide;
  }

  /** The table's name. */
  public String table() {
    return table;
  }

  /** What marks its spans' inputs in the table of payloads. */
  public String inputSide() {
    return inputSide;
  }

  /** What marks its spans' outputs in the table of payloads. */
  public String outputSide() {
    return outputSide;
  }
}
