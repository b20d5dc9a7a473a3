/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

/**
 * A filter is not valid CEL, does not fit the types of the fields, or asks for what no store can
 * evaluate. The message says where, what was found and what was expected, for the filter's author.
 */
public final class InvalidFilterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  InvalidFilterException(int line, int column, String problem) {
    super("line " + line + ", column " + column + ": " + problem);
    this.line = line;
    this.column = column;
  }

  /** The line of the fault, from 1. */
  public int line() {
    return line;
  }

  /** The column of the fault in code points, from 1. */
  public int column() {
    return column;
  }
}
