/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table among the resources: columns separated by tabs; blank lines and # lines are left out. */
final class TableFile {

  private TableFile() {}

  /** A line with its place, so that a fault can name it. */
  record Line(String file, int number, List<String> columns) {

    String column(int index) {
      if (index >= columns.size()) {
        throw fault(columns.size() + " columns (expected: at least " + (index + 1) + ")");
      }
      return columns.get(index);
    }

    String columnOrEmpty(int index) {
      return index < columns.size() ? columns.get(index) : "";
    }

    IllegalArgumentException fault(String problem) {
      return new IllegalArgumentException(file + ":" + number + ": " + problem);
    }
  }

  static List<Line> ofResource(String name) {
    try (InputStream in = TableFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return read(name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Line> read(String name, BufferedReader text) throws IOException {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(new Line(name, number, List.of(line.strip().split("\t+", -1))));
      }
    }
    return lines;
  }
}
