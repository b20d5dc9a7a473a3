/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

/**
 * Remembers recent records by a 128-bit key without an object for each. Not thread-safe.
 *
 * <p>A cache of eight ways: a key may lie in eight places, and a new one takes the place of the
 * oldest of the eight. So a record is remembered for about as many newer ones as the window holds;
 * one in twenty is forgotten after half as many, one in a thousand after a quarter.
 */
final class RecordWindow {

  static final int NOT_FOUND = -1;

  private static final int WAYS = 8;
  private static final int FIELDS = 3;

  private final int bucketMask;

  /** The first half of each key; 0 for an empty place. */
  private final long[] keys;

  /** Of each place: the second half of the key, the content hash, the ticket. */
  private final long[] entries;

  /** Of each bucket: the place that is taken next. */
  private final byte[] oldest;

  /**
   * @param capacity records to remember, rounded up to a power of two
   */
  RecordWindow(int capacity) {
    int buckets = Math.max(1, Integer.highestOneBit(Math.max(1, capacity - 1)) * 2 / WAYS);
    bucketMask = buckets - 1;
    keys = new long[buckets * WAYS];
    entries = new long[buckets * WAYS * FIELDS];
    oldest = new byte[buckets];
  }

  /** Where a key is remembered, or {@link #NOT_FOUND}. The first half must not be 0. */
  int find(long first, long second) {
    int from = bucket(first) * WAYS;
    for (int place = from; place < from + WAYS; place++) {
      if (keys[place] == first && entries[place * FIELDS] == second) {
        return place;
      }
    }
    return NOT_FOUND;
  }

  long content(int place) {
    return entries[place * FIELDS + 1];
  }

  long ticket(int place) {
    return entries[place * FIELDS + 2];
  }

  /** Remembers a key that is not remembered yet. */
  void add(long first, long second, long content, long ticket) {
    int bucket = bucket(first);
    int place = bucket * WAYS + oldest[bucket];
    oldest[bucket] = (byte) ((oldest[bucket] + 1) % WAYS);
    keys[place] = first;
    entries[place * FIELDS] = second;
    replace(place, content, ticket);
  }

  /** Remembers other content under the key at the place. */
  void replace(int place, long content, long ticket) {
    entries[place * FIELDS + 1] = content;
    entries[place * FIELDS + 2] = ticket;
  }

  /** Forgets a key if the ticket is still its own. */
  void remove(long first, long second, long ticket) {
    int place = find(first, second);
    if (place != NOT_FOUND && ticket(place) == ticket) {
      keys[place] = 0;
    }
  }

  private int bucket(long first) {
    return (int) (first >>> 32) & bucketMask;
  }
}
