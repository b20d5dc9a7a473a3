/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what goes wrong with the disk, and logs it once and then at most once a minute. */
final class Troubles {

  private static final Logger LOGGER = LoggerFactory.getLogger(Spool.class);
  private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(1);

  private final Folder folder;
  private long faults;
  private long damagedFrames;
  private long tornTails;
  private long unlogged;
  private boolean everLogged;
  private long lastLog;

  Troubles(Folder folder) {
    this.folder = folder;
  }

  /** The disk failed. */
  void fault(IOException cause, long now) {
    faults++;
    log("the disk failed: " + cause, now);
  }

  /** Frames do not hold. */
  void damaged(int frames, long now) {
    damagedFrames += frames;
    log("damaged frames: " + damagedFrames + " so far", now);
  }

  /** A process ended while it wrote. */
  void torn(long now) {
    tornTails++;
    log("a torn frame at the end of a file was cut", now);
  }

  private void log(String last, long now) {
    unlogged++;
    if (!everLogged || now - lastLog >= LOG_INTERVAL) {
      LOGGER.warn("Tracehub spool {}: {} problems, the last: {}", folder, unlogged, last);
      everLogged = true;
      lastLog = now;
      unlogged = 0;
    }
  }

  long faults() {
    return faults;
  }

  long damagedFrames() {
    return damagedFrames;
  }

  long tornTails() {
    return tornTails;
  }
}
