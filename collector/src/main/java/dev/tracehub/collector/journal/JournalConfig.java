/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings of a journal on disk. Immutable.
 *
 * @param directory its folder; made when it does not exist. No second process may use it
 * @param segmentBytes size of a segment file, a multiple of 4096; the largest frame is a little
 *     smaller
 * @param maxBytes the most disk its segments take, two segments at least; at the limit appends are
 *     refused
 * @param minFreeBytes disk left free; below it no segment is made
 * @param retainBytes how much of what was released is kept, oldest deleted first. Never so much
 *     that the limit could not hold two segments more
 * @param queueBytes the most payload that waits for the writer; beyond it appends are refused
 * @param sync when it syncs
 * @param syncInterval how often {@link SyncMode#INTERVAL} syncs
 * @param onFatal called once, on a thread of its own, after a write or a sync failed; the process
 *     should then exit with an error
 */
public record JournalConfig(
    Path directory,
    long segmentBytes,
    long maxBytes,
    long minFreeBytes,
    long retainBytes,
    long queueBytes,
    SyncMode sync,
    Duration syncInterval,
    Consumer<Throwable> onFatal) {

  public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;
  public static final long DEFAULT_MAX_BYTES = 10L << 30;
  public static final long DEFAULT_MIN_FREE_BYTES = 512L << 20;
  public static final long DEFAULT_QUEUE_BYTES = 64L << 20;
  public static final Duration DEFAULT_SYNC_INTERVAL = Duration.ofMillis(200);

  private static final int BLOCK_BYTES = 4096;

  /** Checks the values; throws {@link IllegalArgumentException} with the field's name. */
  public JournalConfig {
    check(
        segmentBytes >= BLOCK_BYTES && segmentBytes <= 1 << 30 && segmentBytes % BLOCK_BYTES == 0,
        "segmentBytes",
        segmentBytes,
        "a multiple of 4096 from 4096 to 1073741824");
    check(maxBytes / 2 >= segmentBytes, "maxBytes", maxBytes, ">= 2 * segmentBytes");
    check(minFreeBytes >= 0, "minFreeBytes", minFreeBytes, ">= 0");
    check(retainBytes >= 0, "retainBytes", retainBytes, ">= 0");
    check(queueBytes > 0, "queueBytes", queueBytes, "> 0");
    check(
        !syncInterval.isNegative() && !syncInterval.isZero(), "syncInterval", syncInterval, "> 0");
    retainBytes = Math.min(retainBytes, maxBytes - 2 * segmentBytes);
  }

  /** The defaults, for a journal in this folder. */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  private static void check(boolean ok, String field, Object value, String expected) {
    if (!ok) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Collects settings. For one thread. */
  public static final class Builder {
    private final Path directory;
    private long segmentBytes = DEFAULT_SEGMENT_BYTES;
    private long maxBytes = DEFAULT_MAX_BYTES;
    private long minFreeBytes = DEFAULT_MIN_FREE_BYTES;
    private long retainBytes;
    private long queueBytes = DEFAULT_QUEUE_BYTES;
    private SyncMode sync = SyncMode.ALWAYS;
    private Duration syncInterval = DEFAULT_SYNC_INTERVAL;
    private Consumer<Throwable> onFatal = cause -> {};

    private Builder(Path directory) {
      this.directory = directory;
    }

    public Builder segmentBytes(long bytes) {
      this.segmentBytes = bytes;
      return this;
    }

    public Builder maxBytes(long bytes) {
      this.maxBytes = bytes;
      return this;
    }

    public Builder minFreeBytes(long bytes) {
      this.minFreeBytes = bytes;
      return this;
    }

    public Builder retainBytes(long bytes) {
      this.retainBytes = bytes;
      return this;
    }

    public Builder queueBytes(long bytes) {
      this.queueBytes = bytes;
      return this;
    }

    public Builder sync(SyncMode mode) {
      this.sync = mode;
      return this;
    }

    public Builder syncInterval(Duration interval) {
      this.syncInterval = interval;
      return this;
    }

    public Builder onFatal(Consumer<Throwable> callback) {
      this.onFatal = callback;
      return this;
    }

    /** The configuration; throws {@link IllegalArgumentException} when a value is out of bounds. */
    public JournalConfig build() {
      return new JournalConfig(
          directory,
          segmentBytes,
          maxBytes,
          minFreeBytes,
          retainBytes,
          queueBytes,
          sync,
          syncInterval,
          onFatal);
    }
  }
}
