/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.memory.column.HeapSize;

/**
 * The traces of one project with their size and the time of their last activity: a hash table in
 * arrays of longs, because a million traces as objects would cost more than their columns. The
 * arrays are pages of a bounded size: collectors give arrays beyond it whole regions. Not
 * thread-safe.
 */
final class TraceRegistry {

  private static final int MIN_SLOTS = 16;
  private static final int PAGE_SLOTS = 1 << 10;

  /** A slot is empty when both halves of its id are 0, which no trace id is. */
  private static final int HIGH = 0;

  private static final int LOW = 1;
  private static final int ACTIVITY = 2;
  private static final int BYTES = 3;
  private static final int FIELDS = 4;

  private long[][] pages = pages(MIN_SLOTS);
  private int slots = MIN_SLOTS;
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
  long bytes(long high, long low) {
    return get(slotOf(high, low), BYTES);
  }

  /** Adds bytes to a trace, which is then held, and notes an activity. */
  void add(long high, long low, long time, long bytes) {
    int slot = slotOf(high, low);
    if (isEmpty(slot)) {
      if ((size + 1) * 3L > slots * 2L) {
        resize(slots * 2);
        slot = slotOf(high, low);
      }
      put(slot, high, low, time, 0);
      size++;
    }
    put(slot, high, low, Math.max(get(slot, ACTIVITY), time), get(slot, BYTES) + bytes);
  }

  /** Forgets a trace. */
  void remove(long high, long low) {
    int slot = slotOf(high, low);
    if (isEmpty(slot)) {
      return;
    }
    put(slot, 0, 0, 0, 0);
    size--;
    closeGap(slot);
    if (slots > MIN_SLOTS && size * 8L < slots) {
      resize(slots / 4);
    }
  }

  /** Visits every trace, in no order. */
  void forEach(Visitor visitor) {
    for (int slot = 0; slot < slots; slot++) {
      if (!isEmpty(slot)) {
        visitor.visit(get(slot, HIGH), get(slot, LOW), get(slot, ACTIVITY), get(slot, BYTES));
      }
    }
  }

  /** Bytes of heap. */
  long heapBytes() {
    return pages.length * HeapSize.array(pages[0].length, Long.BYTES)
        + HeapSize.array(pages.length, HeapSize.REFERENCE);
  }

  private long get(int slot, int field) {
    return pages[slot / PAGE_SLOTS][slot % PAGE_SLOTS * FIELDS + field];
  }

  private void put(int slot, long high, long low, long activity, long bytes) {
    long[] page = pages[slot / PAGE_SLOTS];
    int at = slot % PAGE_SLOTS * FIELDS;
    page[at + HIGH] = high;
    page[at + LOW] = low;
    page[at + ACTIVITY] = activity;
    page[at + BYTES] = bytes;
  }

  private boolean isEmpty(int slot) {
    return get(slot, HIGH) == 0 && get(slot, LOW) == 0;
  }

  private int slotOf(long high, long low) {
    int slot = home(high, low);
    while (!isEmpty(slot) && (get(slot, LOW) != low || get(slot, HIGH) != high)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  }

  private int home(long high, long low) {
    long mixed = (high ^ low * 0x9e3779b97f4a7c15L) * 0xc2b2ae3d27d4eb4fL;
    return (int) (mixed >>> 32) & (slots - 1);
  }

  /** Moves back what was displaced past a slot that is free now, so that no search stops at it. */
  private void closeGap(int freed) {
    int gap = freed;
    int slot = (gap + 1) & (slots - 1);
    while (!isEmpty(slot)) {
      int distance = (slot - home(get(slot, HIGH), get(slot, LOW))) & (slots - 1);
      if (distance >= ((slot - gap) & (slots - 1))) {
        put(gap, get(slot, HIGH), get(slot, LOW), get(slot, ACTIVITY), get(slot, BYTES));
        put(slot, 0, 0, 0, 0);
        gap = slot;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }

  private void resize(int newSlots) {
    long[][] old = pages;
    pages = pages(newSlots);
    slots = newSlots;
    for (long[] page : old) {
      for (int at = 0; at < page.length; at += FIELDS) {
        if (page[at + HIGH] != 0 || page[at + LOW] != 0) {
          put(
              slotOf(page[at + HIGH], page[at + LOW]),
              page[at + HIGH],
              page[at + LOW],
              page[at + ACTIVITY],
              page[at + BYTES]);
        }
      }
    }
  }

  private static long[][] pages(int slots) {
    return new long[Math.max(1, slots / PAGE_SLOTS)][Math.min(slots, PAGE_SLOTS) * FIELDS];
  }
}
