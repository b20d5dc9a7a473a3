/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.DropReason;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people about losses: the listener at once, the log at the first loss and then at most once
 * a minute, always with the setting that helps. Belongs to the worker's thread.
 */
final class LossReporter {

  private static final Logger LOGGER = LoggerFactory.getLogger(LossReporter.class);
  private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(1);

  private final DropCounts dropped;
  private final SafeListener listener;
  private final DropCounts notified = new DropCounts();
  private final DropCounts logged = new DropCounts();
  private boolean everLogged;
  private long lastLog;

  LossReporter(DropCounts dropped, SafeListener listener) {
    this.dropped = dropped;
    this.listener = listener;
  }

  void report(long now) {
    for (DropReason reason : DropReason.values()) {
      long fresh = notified.catchUp(reason, dropped);
      if (fresh > 0) {
        listener.onDropped(reason, fresh);
      }
    }
    if (logged.isBehind(dropped) && (!everLogged || now - lastLog >= LOG_INTERVAL)) {
      log();
      everLogged = true;
      lastLog = now;
    }
  }

  /** Logs what has not been logged, whenever the last line was. For the end. */
  void reportLast() {
    report(lastLog + LOG_INTERVAL);
  }

  /** Nanoseconds until a line is due; Long.MAX_VALUE when there is nothing to log. */
  long waitNanos(long now) {
    return logged.isBehind(dropped) ? Math.max(0, lastLog + LOG_INTERVAL - now) : Long.MAX_VALUE;
  }

  private void log() {
    StringJoiner losses = new StringJoiner(", ");
    long sum = 0;
    for (DropReason reason : DropReason.values()) {
      long fresh = logged.catchUp(reason, dropped);
      sum += fresh;
      if (fresh > 0) {
        losses.add(reason.label() + " " + fresh + " (" + advice(reason) + ")");
      }
    }
    LOGGER.warn("Tracehub lost {} records: {}", sum, losses);
  }

  private static String advice(DropReason reason) {
    return switch (reason) {
      case QUEUE_FULL -> "raise maxPendingRecords or maxPendingBytes";
      case TOO_LARGE -> "lower maxPayloadLength";
      case CLOSED -> "give close() more time, or set a spool";
      case RETRY_EXHAUSTED -> "is the collector reachable? set a spool, or raise maxRetryAge";
      case ENCODE_ERROR -> "see the DEBUG log";
      case SPOOL_FULL -> "raise the spool's maxBytes";
      case SPOOL_LOST -> "look after the spool's disk";
    };
  }
}
