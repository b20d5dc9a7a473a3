/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.util.Arrays;

/** The recent batches of one sender. Not thread-safe. */
final class BatchRing {

  static final int CAPACITY = 1024;
  static final int NOT_FOUND = -1;

  private static final int INITIAL = 16;
  private static final int FIELDS = 2;

  private long[] keys = new long[INITIAL];

  /** Of each place: the ticket and the position after the batch in the journal. */
  private long[] entries = new long[INITIAL * FIELDS];

  private int size;
  private int next;

  /** Where a key is remembered, or {@link #NOT_FOUND}. */
  int find(long key) {
    for (int place = 0; place < size; place++) {
      if (keys[place] == key) {
        return place;
      }
    }
    return NOT_FOUND;
  }

  long ticket(int place) {
    return entries[place * FIELDS];
  }

  long position(int place) {
    return entries[place * FIELDS + 1];
  }

  /** Remembers a batch, if need be in the place of the oldest. The key must not be 0. */
  void add(long key, long ticket, long position) {
    if (next == keys.length && keys.length < CAPACITY) {
      keys = Arrays.copyOf(keys, keys.length * 2);
      entries = Arrays.copyOf(entries, entries.length * 2);
    }
    next %= keys.length;
    keys[next] = key;
    entries[next * FIELDS] = ticket;
    entries[next * FIELDS + 1] = position;
    next++;
    size = Math.max(size, next);
  }

  /** Notes where the batch of a ticket lies in the journal. */
  void settle(long key, long ticket, long position) {
    int place = find(key);
    if (place != NOT_FOUND && ticket(place) == ticket) {
      entries[place * FIELDS + 1] = position;
    }
  }

  /** Forgets the batch of a ticket. */
  void remove(long key, long ticket) {
    int place = find(key);
    if (place != NOT_FOUND && ticket(place) == ticket) {
      keys[place] = 0;
    }
  }
}
