/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Texts that repeat: each one once, and for each value the number of its text. A text is encoded
 * when it comes the first time.
 */
final class NativeDictionary extends ColumnWriter implements NativeColumn {

  /** The only version there is of how dictionaries are written. */
  private static final byte[] PREFIX = {1, 0, 0, 0, 0, 0, 0, 0};

  /** The texts of this block stand before the numbers, and earlier ones are forgotten. */
  private static final int OWN_TEXTS = 1 << 9 | 1 << 10;

  private static final int FIRST_CAPACITY = 1 << 10;

  private final ByteSink texts = new ByteSink();
  private final Map<String, Integer> numbers = new HashMap<>();
  private int[] values = new int[FIRST_CAPACITY];
  private int count;
  private String lastText = "";
  private int lastNumber = -1;

  @Override
  public void text(String value) {
    // Neighbours are often alike.
    if (lastNumber < 0 || !value.equals(lastText)) {
      lastNumber = numberOf(value);
      lastText = value;
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = lastNumber;
  }

  private int numberOf(String value) {
    Integer known = numbers.get(value);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    numbers.put(value, number);
    texts.putText(value);
    return number;
  }

  @Override
  public ColumnWriter writer() {
    return this;
  }

  @Override
  public void writePrefix(OutputStream out) throws IOException {
    out.write(PREFIX);
  }

  @Override
  public void writeValues(OutputStream out) throws IOException {
    if (count == 0) {
      // Lists that are all empty: the reader expects nothing, not even an empty dictionary.
      return;
    }
    int widthCode = numbers.size() <= 1 << 8 ? 0 : numbers.size() <= 1 << 16 ? 1 : 2;
    ByteSink head = new ByteSink();
    head.putNumber(OWN_TEXTS | widthCode, Long.BYTES);
    head.putNumber(numbers.size(), Long.BYTES);
    head.writeTo(out);
    texts.writeTo(out);
    ByteSink places = new ByteSink();
    places.putNumber(count, Long.BYTES);
    for (int i = 0; i < count; i++) {
      places.putNumber(values[i], 1 << widthCode);
    }
    places.writeTo(out);
  }
}
