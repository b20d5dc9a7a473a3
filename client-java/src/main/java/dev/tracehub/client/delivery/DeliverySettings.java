/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.time.Duration;

/**
 * The bounds of a client's memory and patience. Immutable.
 *
 * @param maxPendingRecords most records in memory, sent and not yet acknowledged ones included
 * @param maxPendingBytes most bytes of them
 * @param maxRecordBytes largest record, encoded
 * @param maxBatchRecords most records of a batch
 * @param maxBatchBytes most bytes of a batch, unless a single record is larger
 * @param maxBatchAge how long a record waits for its batch to fill
 * @param callTimeout deadline of one call
 * @param maxRetryAge how long a batch is kept in memory for repetition before it is dropped
 * @param closeTimeout how long {@code close()} without an argument waits
 */
public record DeliverySettings(
    int maxPendingRecords,
    long maxPendingBytes,
    int maxRecordBytes,
    int maxBatchRecords,
    int maxBatchBytes,
    Duration maxBatchAge,
    Duration callTimeout,
    Duration maxRetryAge,
    Duration closeTimeout) {

  /** Largest value of {@link #maxPendingRecords}: {@value}. */
  public static final int LARGEST_PENDING_RECORDS = 1 << 22;

  public DeliverySettings {
    atLeast("maxPendingRecords", maxPendingRecords, 1);
    atMost("maxPendingRecords", maxPendingRecords, LARGEST_PENDING_RECORDS);
    atLeast("maxPendingBytes", maxPendingBytes, 1024);
    atMost("maxPendingBytes", maxPendingBytes, 1L << 37);
    atLeast("maxRecordBytes", maxRecordBytes, 1024);
    atLeast("maxBatchRecords", maxBatchRecords, 1);
    atLeast("maxBatchBytes", maxBatchBytes, 1024);
    positive("maxBatchAge", maxBatchAge);
    positive("callTimeout", callTimeout);
    positive("maxRetryAge", maxRetryAge);
    positive("closeTimeout", closeTimeout);
  }

  /** The defaults. */
  public static DeliverySettings defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }

  private static void atMost(String name, long value, long most) {
    if (value > most) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: <= " + most + ")");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > PT0S and <= PT24H)");
    }
  }

  /** Makes settings. Not thread-safe; {@link #build()} says which value is wrong. */
  public static final class Builder {
    private int maxPendingRecords = 16_384;
    private long maxPendingBytes = 32L << 20;
    private int maxRecordBytes = 3 << 20;
    private int maxBatchRecords = 512;
    private int maxBatchBytes = 1 << 20;
    private Duration maxBatchAge = Duration.ofMillis(200);
    private Duration callTimeout = Duration.ofSeconds(10);
    private Duration maxRetryAge = Duration.ofMinutes(10);
    private Duration closeTimeout = Duration.ofSeconds(5);

    private Builder() {}

    /** Most records in memory: 16384 unless set. */
    public Builder maxPendingRecords(int value) {
      maxPendingRecords = value;
      return this;
    }

    /** Most bytes in memory: 32 MiB unless set. */
    public Builder maxPendingBytes(long value) {
      maxPendingBytes = value;
      return this;
    }

    /** Largest record: 3 MiB unless set. */
    public Builder maxRecordBytes(int value) {
      maxRecordBytes = value;
      return this;
    }

    /** Most records of a batch: 512 unless set. */
    public Builder maxBatchRecords(int value) {
      maxBatchRecords = value;
      return this;
    }

    /** Most bytes of a batch: 1 MiB unless set. */
    public Builder maxBatchBytes(int value) {
      maxBatchBytes = value;
      return this;
    }

    /** How long a record waits for its batch to fill: 200 ms unless set. */
    public Builder maxBatchAge(Duration value) {
      maxBatchAge = value;
      return this;
    }

    /** Deadline of one call: 10 s unless set. */
    public Builder callTimeout(Duration value) {
      callTimeout = value;
      return this;
    }

    /** How long a batch is kept for repetition: 10 minutes unless set. */
    public Builder maxRetryAge(Duration value) {
      maxRetryAge = value;
      return this;
    }

    /** How long {@code close()} waits: 5 s unless set. */
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /** Makes the settings; IllegalArgumentException names a wrong value. */
    public DeliverySettings build() {
      return new DeliverySettings(
          maxPendingRecords,
          maxPendingBytes,
          maxRecordBytes,
          maxBatchRecords,
          maxBatchBytes,
          maxBatchAge,
          callTimeout,
          maxRetryAge,
          closeTimeout);
    }
  }
}
