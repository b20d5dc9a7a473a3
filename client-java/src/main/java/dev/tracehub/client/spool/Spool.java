/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import dev.tracehub.client.status.SpoolStats;
import java.util.List;

/**
 * Batches on disk, oldest first. For one thread, but for {@link #stats}. Never throws because of
 * the disk: what cannot be written stays with the caller, what cannot be read is told to the
 * listener, and both are counted and logged at most once a minute.
 *
 * <p>All times are by the caller's monotonic clock, in nanoseconds.
 */
public interface Spool {

  /** Makes a spool that tells a listener what becomes of its contents. */
  interface Factory {

    /** Makes the spool, without I/O. */
    Spool create(SpoolListener listener);
  }

  /** What was read back. */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; copies would cost.
  record Loaded(Stored stored, byte[] payload) {}

  /** A spool that keeps nothing. */
  static Spool none() {
    return NoSpool.INSTANCE;
  }

  /** Makes spools in a folder of the file system. */
  static Factory in(SpoolSettings settings) {
    return listener -> new FileSpool(new DiskFolder(settings.directory()), settings, listener);
  }

  /** Whether it would take a batch now, as far as is known. */
  boolean isUsable(long now);

  /**
   * Writes a batch. It survives the end of the process from then on, and the loss of power from the
   * next sync on. Makes room by dropping the oldest if it must.
   *
   * @param records in the payload
   * @param place in the caller's order
   * @return whether it was kept
   */
  boolean append(byte[] payload, int records, long place, long now);

  /**
   * Reads the oldest that were not read before. They stay on disk until they are removed.
   *
   * @param most batches
   * @param mostBytes of payload, unless the first alone has more
   */
  List<Loaded> load(int most, long mostBytes, long now);

  /** A batch is no longer needed. */
  void remove(Stored stored, long now);

  /** Whether nothing is on disk, as far as this client holds it. */
  boolean isEmpty();

  /**
   * Takes over what processes that are gone left behind, and syncs what is due, once in a while.
   */
  void tend(long now);

  /** Nanoseconds until {@link #tend} has something to do. */
  long waitNanos(long now);

  /**
   * Makes what was written survive a loss of power; false when nobody knows whether all of it does,
   * because the disk failed to sync a part that is still needed.
   */
  boolean sync(long now);

  /** Syncs, and leaves what there is to the next process. */
  void close(long now);

  /** The accounts. Any thread. */
  SpoolStats stats();
}
