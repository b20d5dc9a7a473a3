/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.clickhouse.encode.ColumnWriter;
import dev.tracehub.storage.clickhouse.encode.RowFiller;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns of attributes: a map for each type that can be compared, and a list of the keys with
 * other values.
 *
 * @param attributes which attributes
 */
record AttributeColumns(Function<Span, Map<String, AttributeValue>> attributes)
    implements RowFiller<SpanRow> {

  private static final int TEXT = 0;
  private static final int WHOLE = 1;
  private static final int REAL = 2;
  private static final int FLAG = 3;
  private static final int OTHER = 4;
  private static final int SORTS = 5;

  @Override
  public void fill(SpanRow row, List<ColumnWriter> to) {
    Map<String, AttributeValue> all = attributes.apply(row.span());
    int[] sizes = new int[SORTS];
    all.forEach((key, value) -> sizes[sortOf(value)]++);
    for (int sort = 0; sort < SORTS; sort++) {
      to.get(sort).size(sizes[sort]);
    }
    all.forEach((key, value) -> put(key, value, to.get(sortOf(value))));
  }

  private static void put(String key, AttributeValue value, ColumnWriter to) {
    switch (sortOf(value)) {
      case TEXT -> {
        to.keys().text(key);
        to.values().text(value.getStringValue());
      }
      case WHOLE -> {
        to.keys().text(key);
        to.values().whole(value.getIntValue());
      }
      case REAL -> {
        to.keys().text(key);
        to.values().real(value.getDoubleValue());
      }
      case FLAG -> {
        to.keys().text(key);
        to.values().flag(value.getBoolValue());
      }
      default -> to.values().text(key);
    }
  }

  /** Whether the value has a column: what has none is in {@link SpanExtra}. */
  static boolean hasColumn(AttributeValue value) {
    return sortOf(value) != OTHER;
  }

  private static int sortOf(AttributeValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> TEXT;
      case INT_VALUE -> WHOLE;
      case DOUBLE_VALUE -> REAL;
      case BOOL_VALUE -> FLAG;
      case ARRAY_VALUE, MAP_VALUE, BYTES_VALUE, VALUE_NOT_SET -> OTHER;
    };
  }
}
