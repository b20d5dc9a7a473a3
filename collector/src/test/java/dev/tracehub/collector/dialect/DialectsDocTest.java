/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.docs.Readme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/dialects.md are those of the mapping. Run with {@code -Dtracehub.update=true}
 * to write them anew.
 */
class DialectsDocTest {

  private static final Path DOC = Path.of("..", "docs", "dialects.md");
  private static final boolean UPDATE = Boolean.getBoolean("tracehub.update");

  private final List<MappingTable.Row> rows = MappingTable.read();

  @Test
  void matrix_isThatOfTheMapping() {
    check("matrix", matrix());
  }

  @Test
  void tables_areThoseOfTheMapping() {
    check("tables", tables());
  }

  @Test
  void precedence_isThatOfTheMapping() {
    check("precedence", precedence());
  }

  /** Which dialect tells which field. */
  private String matrix() {
    List<String> dialects = MappingTable.Dialects.read().names();
    Map<String, Set<String>> byField = new LinkedHashMap<>();
    rows.forEach(
        row -> byField.computeIfAbsent(row.field(), f -> new TreeSet<>()).add(row.dialect()));
    StringBuilder table = new StringBuilder("| field |");
    dialects.forEach(dialect -> table.append(' ').append(dialect).append(" |"));
    table.append("\n|---|").append(":-:|".repeat(dialects.size())).append('\n');
    byField.forEach(
        (field, told) -> {
          table.append("| `").append(field).append("` |");
          dialects.forEach(dialect -> table.append(told.contains(dialect) ? " • |" : "  |"));
          table.append('\n');
        });
    return table.toString().strip();
  }

  /** What each dialect calls each field. */
  private String tables() {
    StringBuilder text = new StringBuilder();
    for (String dialect : MappingTable.Dialects.read().names()) {
      Map<String, Set<String>> byField = new LinkedHashMap<>();
      for (MappingTable.Row row : rows) {
        if (row.dialect().equals(dialect)) {
          byField.computeIfAbsent(row.field(), f -> new LinkedHashSet<>()).add(source(row));
        }
      }
      text.append("### ").append(dialect).append("\n\n| field | found in |\n|---|---|\n");
      byField.forEach((field, sources) -> append(text, field, sources, ", "));
      text.append('\n');
    }
    return text.toString().strip();
  }

  /** Where each field is looked for, whatever the dialect. */
  private String precedence() {
    Map<String, Set<String>> byField = new LinkedHashMap<>();
    for (MappingTable.Row row : rows) {
      if (!row.field().equals("type")) {
        byField
            .computeIfAbsent(row.field(), f -> new LinkedHashSet<>())
            .add(source(row) + condition(row));
      }
    }
    StringBuilder text =
        new StringBuilder("| field | first of these that is usable |\n|---|---|\n");
    byField.forEach((field, sources) -> append(text, field, sources, " > "));
    return text.toString().strip();
  }

  private static void append(
      StringBuilder text, String field, Set<String> sources, String separator) {
    text.append("| `").append(field).append("` | ");
    text.append(String.join(separator, sources)).append(" |\n");
  }

  private static String source(MappingTable.Row row) {
    return "`" + row.source().replace("|", "\\|") + "`";
  }

  private static String condition(MappingTable.Row row) {
    return row.condition().isEmpty() ? "" : " (" + row.condition() + ")";
  }

  private static void check(String section, String expected) {
    if (UPDATE) {
      Readme.read(DOC).rewrite(section, expected);
    }
    assertThat(Readme.read(DOC).section(section)).isEqualTo(expected);
  }
}
