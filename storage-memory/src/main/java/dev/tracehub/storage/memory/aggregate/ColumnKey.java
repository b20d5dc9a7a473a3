/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.List;

/**
 * Groups by a text column. A chunk's own codes are translated once per distinct value. A list's
 * distinct texts are a code each; an empty list is the empty text.
 */
final class ColumnKey implements GroupKey {

  private final SpanText column;
  private final TextCodes codes = new TextCodes();

  ColumnKey(SpanText column) {
    this.column = column;
  }

  @Override
  public RowCodes in(Chunk<Span> chunk) {
    DictionaryColumn values = column.in(chunk);
    int[][] translated = new int[values.size()][];
    for (int code = 0; code < translated.length; code++) {
      translated[code] = translate(values.value(code));
    }
    return new RowCodes() {
      @Override
      public int count(int row) {
        return translated[values.code(row)].length;
      }

      @Override
      public int code(int row, int index) {
        return translated[values.code(row)][index];
      }
    };
  }

  @Override
  public String text(int code) {
    return codes.text(code);
  }

  private int[] translate(Object value) {
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? translate("")
          : list.stream().distinct().mapToInt(text -> codes.code((String) text)).toArray();
    }
    return new int[] {codes.code((String) value)};
  }
}
