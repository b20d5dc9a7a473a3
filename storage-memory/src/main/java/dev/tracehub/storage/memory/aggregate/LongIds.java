/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import java.util.Arrays;

/** Numbers keys from 0 in the order of their first appearance: a hash table of longs. */
final class LongIds {

  private static final int MIN_SLOTS = 64;

  /** Slots hold an id plus one; 0 is an empty slot. */
  private int[] slots = new int[MIN_SLOTS];

  private long[] keys = new long[MIN_SLOTS / 2];
  private int size;

  /** How many keys there are. */
  int size() {
    return size;
  }

  /** The number of a key. */
  int idOf(long key) {
    int mask = slots.length - 1;
    int slot = home(key, mask);
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (keys[id] == key) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return insert(slot, key);
  }

  /** The key of a number. */
  long keyOf(int id) {
    return keys[id];
  }

  private int insert(int slot, long key) {
    int id = size++;
    if (id == keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      keys[id] = key;
      rehash(2 * slots.length);
    } else {
      keys[id] = key;
      slots[slot] = id + 1;
    }
    return id;
  }

  private void rehash(int length) {
    slots = new int[length];
    int mask = length - 1;
    for (int id = 0; id < size; id++) {
      int slot = home(keys[id], mask);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  private static int home(long key, int mask) {
    long mixed = key * 0x9e3779b97f4a7c15L;
    return (int) (mixed ^ mixed >>> 32) & mask;
  }
}
