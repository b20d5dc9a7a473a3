/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bound of memory: how many records of how many bytes are pending. One number holds both, so
 * that a reservation is one atomic addition.
 */
final class Budget {

  /** Bytes take the lower 40 bits; the settings keep either part well inside its half. */
  private static final int SHIFT = 40;

  private static final long BYTES = (1L << SHIFT) - 1;

  private final long maxRecords;
  private final long maxBytes;
  private final AtomicLong reserved = new AtomicLong();

  Budget(long maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  /** Reserves room for one record, or nothing. */
  boolean tryReserve(long bytes) {
    long amount = (1L << SHIFT) + bytes;
    long after = reserved.addAndGet(amount);
    if (after >>> SHIFT <= maxRecords && (after & BYTES) <= maxBytes) {
      return true;
    }
    reserved.addAndGet(-amount);
    return false;
  }

  /** Corrects the bytes of a reservation when they are known exactly. */
  void adjust(long bytes) {
    reserved.addAndGet(bytes);
  }

  void release(long records, long bytes) {
    reserved.addAndGet(-((records << SHIFT) + bytes));
  }

  /** Whether one of the bounds is closer than it should be while there is somewhere else to go. */
  boolean isHalfFull() {
    return 2 * records() > maxRecords || 2 * bytes() > maxBytes;
  }

  long records() {
    return reserved.get() >>> SHIFT;
  }

  long bytes() {
    return reserved.get() & BYTES;
  }
}
