/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

/**
 * Finds the rows of a trace inside one chunk: a hash table of the chunk's traces, and for every row
 * the next one of its trace. Two bytes a row and a few for each trace. Immutable.
 */
public final class TraceIndex {

  /** The most rows that an index can tell apart. */
  public static final int MAX_ROWS = Character.MAX_VALUE - 1;

  private final LongColumn high;
  private final LongColumn low;

  /** Slots hold a trace's first row plus one; 0 is an empty slot. */
  private final char[] heads;

  /** The next row of the same trace plus one; 0 at the last. */
  private final char[] next;

  /** Indexes rows by the two halves of their trace ids. */
  public TraceIndex(LongColumn high, LongColumn low, int rows) {
    this.high = high;
    this.low = low;
    this.next = new char[rows];
    this.heads = shrink(build(rows), rows);
  }

  /** The first row of a trace; -1 when it has none. */
  public int first(long traceHigh, long traceLow) {
    int mask = heads.length - 1;
    int slot = hash(traceHigh, traceLow) & mask;
    while (heads[slot] != 0) {
      int row = heads[slot] - 1;
      if (low.get(row) == traceLow && high.get(row) == traceHigh) {
        return row;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The row after {@code row} in its trace; -1 after the last. Rows ascend. */
  public int next(int row) {
    return next[row] - 1;
  }

  /** Number of slots; {@link #head} of each gives all traces. */
  public int slots() {
    return heads.length;
  }

  /** The first row of the trace in a slot; -1 when the slot is empty. */
  public int head(int slot) {
    return heads[slot] - 1;
  }

  /** Bytes of heap. */
  public long heapBytes() {
    return HeapSize.object(4 * HeapSize.REFERENCE)
        + HeapSize.array(heads.length, Character.BYTES)
        + HeapSize.array(next.length, Character.BYTES);
  }

  private char[] build(int rows) {
    char[] table = new char[tableSize(rows)];
    // From the last row to the first, so that every trace's list ascends.
    for (int row = rows - 1; row >= 0; row--) {
      int slot = slotOf(table, row);
      next[row] = table[slot];
      table[slot] = (char) (row + 1);
    }
    return table;
  }

  /** The table of few traces with many rows each is far smaller than that of as many traces. */
  private char[] shrink(char[] table, int rows) {
    int traces = 0;
    for (char head : table) {
      traces += head == 0 ? 0 : 1;
    }
    if (tableSize(traces) == tableSize(rows)) {
      return table;
    }
    char[] small = new char[tableSize(traces)];
    for (char head : table) {
      if (head != 0) {
        small[slotOf(small, head - 1)] = head;
      }
    }
    return small;
  }

  private int slotOf(char[] table, int row) {
    long rowHigh = high.get(row);
    long rowLow = low.get(row);
    int mask = table.length - 1;
    int slot = hash(rowHigh, rowLow) & mask;
    while (table[slot] != 0) {
      int other = table[slot] - 1;
      if (low.get(other) == rowLow && high.get(other) == rowHigh) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int tableSize(int traces) {
    return Math.max(2, Integer.highestOneBit(Math.max(1, traces)) * 4);
  }

  private static int hash(long high, long low) {
    long mixed = (high ^ low * 0x9e3779b97f4a7c15L) * 0xc2b2ae3d27d4eb4fL;
    return (int) (mixed >>> 32);
  }
}
