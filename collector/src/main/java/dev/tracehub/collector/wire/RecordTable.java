/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.util.Arrays;

/**
 * The records that a walk found, without an object for each: where they lie, what tells them apart,
 * and what becomes of them. Reused from batch to batch; for one thread at a time.
 */
public final class RecordTable {

  /** What becomes of a record. */
  public enum Verdict {
    /** New: to be journalled. */
    ACCEPTED,
    /** Received before with the same content. */
    DUPLICATE,
    /** Faulty, or in conflict with what was received before. */
    REJECTED
  }

  private static final int INITIAL = 512;
  private static final int NUMBERS = 4;
  private static final int RANGE = 3;

  /** Of each record: start, end and index in its list. */
  private int[] ranges = new int[INITIAL * RANGE];

  /** Of each record: the trace, the record's id in it, the hash of the content. */
  private long[] numbers = new long[INITIAL * NUMBERS];

  private RecordType[] types = new RecordType[INITIAL];
  private Verdict[] verdicts = new Verdict[INITIAL];
  private int size;

  /** How many records there are, whatever becomes of them. */
  public int size() {
    return size;
  }

  /** What sort of record it is. */
  public RecordType type(int record) {
    return types[record];
  }

  /** Its index in its list, from 0. */
  public int index(int record) {
    return ranges[record * RANGE + 2];
  }

  /** The first eight bytes of its trace's id. */
  public long traceHigh(int record) {
    return numbers[record * NUMBERS];
  }

  /** The last eight bytes of its trace's id. */
  public long traceLow(int record) {
    return numbers[record * NUMBERS + 1];
  }

  /** The span's id, or a hash of the id of another record; 0 when the record has none. */
  public long id(int record) {
    return numbers[record * NUMBERS + 2];
  }

  /** The hash of everything but its ids. */
  public long contentHash(int record) {
    return numbers[record * NUMBERS + 3];
  }

  /** What becomes of it. */
  public Verdict verdict(int record) {
    return verdicts[record];
  }

  /** Decides what becomes of a record. */
  public void decide(int record, Verdict verdict) {
    verdicts[record] = verdict;
  }

  /** How many records have the verdict. */
  public int count(Verdict verdict) {
    int count = 0;
    for (int record = 0; record < size; record++) {
      if (verdicts[record] == verdict) {
        count++;
      }
    }
    return count;
  }

  /** Where the field that holds the record begins, its tag included. */
  int start(int record) {
    return ranges[record * RANGE];
  }

  /** Where the record ends. */
  int end(int record) {
    return ranges[record * RANGE + 1];
  }

  void clear() {
    size = 0;
  }

  /** Adds an accepted record without ids. */
  int add(RecordType type, int start, int end, int index) {
    if (size == types.length) {
      grow();
    }
    int record = size++;
    types[record] = type;
    verdicts[record] = Verdict.ACCEPTED;
    ranges[record * RANGE] = start;
    ranges[record * RANGE + 1] = end;
    ranges[record * RANGE + 2] = index;
    Arrays.fill(numbers, record * NUMBERS, (record + 1) * NUMBERS, 0);
    return record;
  }

  void identify(int record, long traceHigh, long traceLow, long id, long contentHash) {
    int at = record * NUMBERS;
    numbers[at] = traceHigh;
    numbers[at + 1] = traceLow;
    numbers[at + 2] = id;
    numbers[at + 3] = contentHash;
  }

  /** Tells a record without a trace apart from those of other groups. */
  void group(int record, long groupHash) {
    int at = record * NUMBERS;
    numbers[at] = ContentHash.mix(numbers[at], groupHash);
  }

  /** How many records fit without growing. */
  public int capacity() {
    return types.length;
  }

  private void grow() {
    int capacity = types.length * 2;
    types = Arrays.copyOf(types, capacity);
    verdicts = Arrays.copyOf(verdicts, capacity);
    ranges = Arrays.copyOf(ranges, capacity * RANGE);
    numbers = Arrays.copyOf(numbers, capacity * NUMBERS);
  }
}
