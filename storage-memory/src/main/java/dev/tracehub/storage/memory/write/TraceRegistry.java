/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.memory.column.HeapSize;

/**
 * The traces of one project with their size and the time of their last activity: a hash table in
 * four arrays, because a million traces as objects would cost more than their columns. Not
 * thread-safe.
 */
final class TraceRegistry {

  private static final int MIN_SLOTS = 16;

  /** A slot is empty when both halves of its id are 0, which no trace id is. */
  private long[] high = new long[MIN_SLOTS];

  private long[] low = new long[MIN_SLOTS];
  private long[] activity = new long[MIN_SLOTS];
  private long[] bytes = new long[MIN_SLOTS];
  private int size;

  /** Receives traces. */
  interface Visitor {
    void visit(long high, long low, long activity, long bytes);
  }

  /** Number of traces. */
  int size() {
    return size;
  }

  /** Bytes of the trace; 0 when it is not held. */
  long bytes(long traceHigh, long traceLow) {
    int slot = slotOf(traceHigh, traceLow);
    return isEmpty(slot) ? 0 : bytes[slot];
  }

  /** Adds bytes to a trace, which is then held, and notes an activity. */
  void add(long traceHigh, long traceLow, long time, long addedBytes) {
    int slot = slotOf(traceHigh, traceLow);
    if (isEmpty(slot)) {
      if ((size + 1) * 3L > slots() * 2L) {
        resize(slots() * 2);
        slot = slotOf(traceHigh, traceLow);
      }
      high[slot] = traceHigh;
      low[slot] = traceLow;
      activity[slot] = time;
      size++;
    }
    activity[slot] = Math.max(activity[slot], time);
    bytes[slot] += addedBytes;
  }

  /** Forgets a trace. */
  void remove(long traceHigh, long traceLow) {
    int slot = slotOf(traceHigh, traceLow);
    if (isEmpty(slot)) {
      return;
    }
    clear(slot);
    size--;
    closeGap(slot);
    if (slots() > MIN_SLOTS && size * 8L < slots()) {
      resize(slots() / 4);
    }
  }

  /** Visits every trace, in no order. */
  void forEach(Visitor visitor) {
    for (int slot = 0; slot < slots(); slot++) {
      if (!isEmpty(slot)) {
        visitor.visit(high[slot], low[slot], activity[slot], bytes[slot]);
      }
    }
  }

  /** Bytes of heap. */
  long heapBytes() {
    return 4 * HeapSize.array(slots(), Long.BYTES);
  }

  private int slots() {
    return high.length;
  }

  private boolean isEmpty(int slot) {
    return high[slot] == 0 && low[slot] == 0;
  }

  private int slotOf(long traceHigh, long traceLow) {
    int slot = home(traceHigh, traceLow);
    while (!isEmpty(slot) && (low[slot] != traceLow || high[slot] != traceHigh)) {
      slot = (slot + 1) & (slots() - 1);
    }
    return slot;
  }

  private int home(long traceHigh, long traceLow) {
    long mixed = (traceHigh ^ traceLow * 0x9e3779b97f4a7c15L) * 0xc2b2ae3d27d4eb4fL;
    return (int) (mixed >>> 32) & (slots() - 1);
  }

  /** Moves back what was displaced past a slot that is free now, so that no search stops at it. */
  private void closeGap(int freed) {
    int gap = freed;
    int slot = (gap + 1) & (slots() - 1);
    while (!isEmpty(slot)) {
      int distance = (slot - home(high[slot], low[slot])) & (slots() - 1);
      if (distance >= ((slot - gap) & (slots() - 1))) {
        move(slot, gap);
        gap = slot;
      }
      slot = (slot + 1) & (slots() - 1);
    }
  }

  private void move(int from, int to) {
    high[to] = high[from];
    low[to] = low[from];
    activity[to] = activity[from];
    bytes[to] = bytes[from];
    clear(from);
  }

  private void clear(int slot) {
    high[slot] = 0;
    low[slot] = 0;
    activity[slot] = 0;
    bytes[slot] = 0;
  }

  private void resize(int slots) {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldActivity = activity;
    long[] oldBytes = bytes;
    high = new long[slots];
    low = new long[slots];
    activity = new long[slots];
    bytes = new long[slots];
    for (int old = 0; old < oldHigh.length; old++) {
      if (oldHigh[old] != 0 || oldLow[old] != 0) {
        int slot = slotOf(oldHigh[old], oldLow[old]);
        high[slot] = oldHigh[old];
        low[slot] = oldLow[old];
        activity[slot] = oldActivity[old];
        bytes[slot] = oldBytes[old];
      }
    }
  }
}
