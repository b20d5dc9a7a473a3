/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lines of fields.tsv and types.tsv, each with the dialect that its name belongs to. */
final class MappingTable {

  private static final Set<String> DIRECTIVES = Set.of("version", "metadata", "wrapper", "body");

  private MappingTable() {}

  /**
   * A line.
   *
   * @param field the field that it fills; {@code type} for lines of types.tsv
   * @param source where the value is found
   * @param condition when it counts; for a type, the value and the type that it stands for
   */
  record Row(String dialect, String field, String source, String condition) {}

  /** All lines in the order of precedence, the type first. */
  static List<Row> read() {
    Dialects dialects = Dialects.read();
    List<Row> rows = new ArrayList<>();
    for (TableFile.Line line : TableFile.ofResource("types.tsv")) {
      String told = line.column(1) + " → " + line.column(2);
      rows.add(new Row(dialects.of(line.column(0)), "type", line.column(0), told));
    }
    for (TableFile.Line line : TableFile.ofResource("fields.tsv")) {
      if (!DIRECTIVES.contains(line.column(0))) {
        rows.add(
            new Row(
                dialects.of(line.column(1)),
                line.column(0),
                line.column(1),
                line.columnOrEmpty(2)));
      }
    }
    return rows;
  }

  /** The table dialects.tsv. */
  record Dialects(List<TableFile.Line> lines) {

    static Dialects read() {
      return new Dialects(FieldCase.lines("dialects.tsv"));
    }

    /** The dialects in the order of the file. */
    List<String> names() {
      return lines.stream().map(line -> line.column(0)).distinct().toList();
    }

    /** The dialect of a source. */
    String of(String source) {
      int brace = source.indexOf('{');
      String name = brace < 0 ? source : source.substring(0, brace);
      TableFile.Line best = null;
      for (TableFile.Line line : lines) {
        boolean longer = best == null || line.column(1).length() > best.column(1).length();
        if (longer && fits(line.column(1), name)) {
          best = line;
        }
      }
      if (best == null) {
        throw new AssertionError(source + " (expected: a dialect in dialects.tsv)");
      }
      return best.column(0);
    }

    private static boolean fits(String pattern, String name) {
      return pattern.endsWith("*")
          ? name.startsWith(pattern.substring(0, pattern.length() - 1))
          : name.equals(pattern);
    }
  }
}
