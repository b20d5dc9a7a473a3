/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A column of whole numbers, each kept as its distance from the least one in as few bytes as the
 * greatest distance needs. A column of equal numbers takes no bytes per row. Immutable.
 */
public final class LongColumn {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Lets every row be read as eight bytes, of which a mask keeps those that belong to it. */
  private static final int PADDING = Long.BYTES;

  private static final byte[] NO_DATA = new byte[PADDING];

  private final byte[] data;
  private final int width;
  private final long base;
  private final long mask;

  private LongColumn(byte[] data, int width, long base) {
    this.data = data;
    this.width = width;
    this.base = base;
    this.mask = width == 0 ? 0 : -1L >>> (Long.SIZE - width * Byte.SIZE);
  }

  /** Packs the first {@code count} values. */
  public static LongColumn of(long[] values, int count) {
    if (count == 0) {
      return new LongColumn(NO_DATA, 0, 0);
    }
    long min = values[0];
    long max = values[0];
    for (int i = 1; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    // The distance is exact as an unsigned number even where it overflows a signed one.
    int width = (Long.SIZE - Long.numberOfLeadingZeros(max - min) + Byte.SIZE - 1) / Byte.SIZE;
    if (width == 0) {
      return new LongColumn(NO_DATA, 0, min);
    }
    byte[] data = new byte[count * width + PADDING];
    for (int i = 0; i < count; i++) {
      // Ascending order: each write clears the bytes after it, which the next one fills.
      LONGS.set(data, i * width, values[i] - min);
    }
    return new LongColumn(data, width, min);
  }

  /** The value of a row. */
  public long get(int row) {
    return base + ((long) LONGS.get(data, row * width) & mask);
  }

  /** The value of a row of a column that holds only {@code int}s. */
  public int getInt(int row) {
    return (int) get(row);
  }

  /** Whether all rows have the same value. */
  public boolean isConstant() {
    return width == 0;
  }

  /** Bytes of heap. */
  public long heapBytes() {
    return HeapSize.object(2 * Long.BYTES + Integer.BYTES + HeapSize.REFERENCE)
        + (width == 0 ? 0 : HeapSize.array(data.length, 1));
  }
}
