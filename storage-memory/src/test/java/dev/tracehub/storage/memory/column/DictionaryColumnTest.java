/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DictionaryColumnTest {

  @Test
  void value_ofEachRow() {
    DictionaryColumn column = column("a", "b", "a", "", "b");

    assertThat(column.size()).isEqualTo(3);
    assertThat(values(column, 5)).containsExactly("a", "b", "a", "", "b");
  }

  @Test
  void translation_keepsOnlyValuesThatRowsUse() {
    DictionaryColumn first = column("a", "b", "c");
    DictionaryColumn second = column("c", "d");
    DictionaryColumn.Builder builder = new DictionaryColumn.Builder(3);
    DictionaryColumn.Translation fromFirst = new DictionaryColumn.Translation(first, builder);
    DictionaryColumn.Translation fromSecond = new DictionaryColumn.Translation(second, builder);

    fromFirst.add(2);
    fromSecond.add(1);
    fromSecond.add(0);

    DictionaryColumn merged = builder.build();
    assertThat(values(merged, 3)).containsExactly("c", "d", "c");
    assertThat(merged.size()).isEqualTo(2);
  }

  @Test
  void lists_areValues() {
    DictionaryColumn column = column(List.of("x", "y"), List.of(), List.of("x", "y"));

    assertThat(column.size()).isEqualTo(2);
    assertThat(column.value(column.code(2))).isEqualTo(List.of("x", "y"));
  }

  private static DictionaryColumn column(Object... values) {
    DictionaryColumn.Builder builder = new DictionaryColumn.Builder(values.length);
    for (Object value : values) {
      builder.add(value);
    }
    return builder.build();
  }

  private static List<Object> values(DictionaryColumn column, int rows) {
    return java.util.stream.IntStream.range(0, rows)
        .mapToObj(row -> column.value(column.code(row)))
        .toList();
  }
}
