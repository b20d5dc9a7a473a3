/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts what one project sends and holds it to its quota. Thread-safe.
 *
 * <p>A bucket of tokens, one for each record, fills at the rate of the quota up to a second's
 * worth. A batch is taken whole as long as there is a token, and what it takes beyond is owed: so a
 * batch of any size gets through, and the rate holds in the long run. The day's bytes are held to
 * in the same way, so that a day goes over by less than the batches that were on their way at once.
 */
final class ProjectMeter {

  /** A quota may be raised at any time: senders look again at least so often. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final double NANOS = 1e9;

  /** A token, but for what its parts lose in being added up. */
  private static final double ONE = 1 - 1e-6;

  private final Object lock = new Object();

  @GuardedBy("lock") private double tokens;

  @GuardedBy("lock") private long filledNanos;

  @GuardedBy("lock") private boolean filled;

  @GuardedBy("lock") private long day;

  @GuardedBy("lock") private long bytesToday;

  @GuardedBy("lock") private long records;

  @GuardedBy("lock") private long refusedRecords;

  /** Goes on from what was counted before on a day. */
  void resume(long epochDay, long bytes) {
    synchronized (lock) {
      day = epochDay;
      bytesToday = bytes;
    }
  }

  /**
   * Takes a batch into account if there is room for it; else says what its sender is to be told.
   *
   * @param received when it came
   */
  Optional<StatusRuntimeException> take(
      String project, Quota quota, long batchRecords, long bytes, Instant received) {
    synchronized (lock) {
      turnTo(received);
      Optional<StatusRuntimeException> refusal = refusal(project, quota, received);
      if (refusal.isPresent()) {
        refusedRecords += batchRecords;
        return refusal;
      }
      tokens -= quota.spansPerSecond() > 0 ? batchRecords : 0;
      bytesToday += bytes;
      records += batchRecords;
      return Optional.empty();
    }
  }

  /** Gives back what was taken for a batch and not used. */
  void giveBack(long batchRecords, long bytes, Instant received) {
    synchronized (lock) {
      tokens += batchRecords;
      records -= batchRecords;
      if (epochDay(received) == day) {
        bytesToday = Math.max(0, bytesToday - bytes);
      }
    }
  }

  @GuardedBy("lock") private Optional<StatusRuntimeException> refusal(String project, Quota quota, Instant received) {
    if (quota.spansPerSecond() > 0) {
      fill(quota.spansPerSecond(), received);
      if (tokens < ONE) {
        long nanos = (long) Math.ceil((1 - tokens) * NANOS / quota.spansPerSecond());
        return Optional.of(
            IngestFailures.overRate(project, quota.spansPerSecond(), shortened(nanos)));
      }
    }
    if (quota.bytesPerDay() > 0 && bytesToday >= quota.bytesPerDay()) {
      Duration untilMidnight =
          Duration.between(received, Instant.ofEpochSecond((day + 1) * 86_400));
      return Optional.of(
          IngestFailures.overDay(project, quota.bytesPerDay(), shortened(untilMidnight.toNanos())));
    }
    return Optional.empty();
  }

  private static Duration shortened(long nanos) {
    return Duration.ofNanos(Math.min(nanos, LONGEST_WAIT.toNanos()));
  }

  @GuardedBy("lock") private void fill(long rate, Instant received) {
    long now = received.getEpochSecond() * 1_000_000_000L + received.getNano();
    if (!filled) {
      filled = true;
      tokens = rate;
    } else if (now > filledNanos) {
      tokens = Math.min((double) rate, tokens + (now - filledNanos) / NANOS * rate);
    }
    filledNanos = Math.max(filledNanos, now);
  }

  @GuardedBy("lock") private void turnTo(Instant received) {
    long today = epochDay(received);
    if (today > day) {
      day = today;
      bytesToday = 0;
    }
  }

  private static long epochDay(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 86_400L);
  }

  /** What was counted until now. */
  ProjectUse use(Instant now) {
    synchronized (lock) {
      turnTo(now);
      return new ProjectUse(day, bytesToday, records, refusedRecords);
    }
  }
}
