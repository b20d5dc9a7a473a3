/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, aligned; columns whose heading begins with ">" stand to the right. */
final class Table {

  private static final String RIGHT = ">";
  private static final String GAP = "  ";

  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    right = new boolean[headings.length];
    List<String> first = new ArrayList<>();
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(RIGHT);
      first.add(right[i] ? headings[i].substring(RIGHT.length()) : headings[i]);
    }
    rows.add(first);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(Terminal terminal) {
    for (int i = 0; i < rows.size(); i++) {
      String line = GAP + line(rows.get(i));
      terminal.line(i == 0 ? terminal.dim(line) : line);
    }
  }

  private String line(List<String> cells) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(width(column) - Terminal.width(cell));
      padded.add(right[column] ? padding + cell : cell + padding);
    }
    return String.join(GAP, padded).stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(cells -> Terminal.width(cells.get(column))).max().orElse(0);
  }
}
