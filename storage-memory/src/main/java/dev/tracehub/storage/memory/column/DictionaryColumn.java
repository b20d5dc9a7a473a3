/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of values that repeat, each kept once and referred to by a code. Values are strings or
 * lists of strings. Immutable.
 */
public final class DictionaryColumn {

  private final Object[] values;
  private final LongColumn codes;
  private final long heapBytes;

  private DictionaryColumn(Object[] values, LongColumn codes) {
    this.values = values;
    this.codes = codes;
    long bytes =
        HeapSize.object(2 * HeapSize.REFERENCE + Long.BYTES)
            + HeapSize.array(values.length, HeapSize.REFERENCE)
            + codes.heapBytes();
    for (Object value : values) {
      bytes += HeapSize.value(value);
    }
    this.heapBytes = bytes;
  }

  /** Number of distinct values; codes run from 0 to below it. */
  public int size() {
    return values.length;
  }

  /** The code of a row. */
  public int code(int row) {
    return codes.getInt(row);
  }

  /** The value of a code. */
  public Object value(int code) {
    return values[code];
  }

  /** The text of a code, in a column of strings. */
  public String text(int code) {
    return (String) values[code];
  }

  /** The texts of a code, in a column of lists of strings. */
  @SuppressWarnings("unchecked") // The column's schema says which of the two kinds it holds.
  public List<String> texts(int code) {
    return (List<String>) values[code];
  }

  /** Bytes of heap, the values included. */
  public long heapBytes() {
    return heapBytes;
  }

  /** Gathers a column row by row. Not thread-safe; builds once. */
  public static final class Builder {

    private final Map<Object, Integer> codeOf = new HashMap<>();
    private final List<Object> values = new ArrayList<>();
    private final long[] codes;
    private int rows;

    /** A builder of a column of {@code rows} rows. */
    public Builder(int rows) {
      this.codes = new long[rows];
    }

    /** Adds a row by its value. */
    public void add(Object value) {
      addCode(code(value));
    }

    /** Adds a row by the code that {@link #code} gave. */
    public void addCode(int code) {
      codes[rows++] = code;
    }

    /** The code of a value in the column that is being built. */
    public int code(Object value) {
      Integer known = codeOf.get(value);
      if (known != null) {
        return known;
      }
      int code = values.size();
      codeOf.put(value, code);
      values.add(value);
      return code;
    }

    /** The column. */
    public DictionaryColumn build() {
      return new DictionaryColumn(values.toArray(), LongColumn.of(codes, rows));
    }
  }

  /** Translates the codes of one column into those of a column that is being built. */
  public static final class Translation {

    private final DictionaryColumn source;
    private final Builder target;
    private final int[] translated;

    /** A translation from {@code source} to what {@code target} builds. */
    public Translation(DictionaryColumn source, Builder target) {
      this.source = source;
      this.target = target;
      this.translated = new int[source.size()];
      Arrays.fill(translated, -1);
    }

    /** Adds a row of the source to the target. */
    public void add(int row) {
      int code = source.code(row);
      int known = translated[code];
      if (known < 0) {
        known = target.code(source.value(code));
        translated[code] = known;
      }
      target.addCode(known);
    }
  }
}
