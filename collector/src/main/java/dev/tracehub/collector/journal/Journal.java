/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.storage.Retention;
import java.util.concurrent.CompletionStage;

/**
 * The write-ahead log of ingest. Thread-safe.
 *
 * <p>The stage of {@link #append} completes when the frame is as durable as the sync setting
 * promises; with {@code always} that is after an fsync shared by all frames that waited for it. A
 * crash after that loses nothing; a crash before it may keep or lose the frame, whole in either
 * case.
 */
public interface Journal extends AutoCloseable {

  /** Appends a frame whose records are kept as the store is set. */
  default CompletionStage<Long> append(
      FrameType type, String project, long receivedNanos, byte[] payload) {
    return append(type, project, Retention.AS_SET, receivedNanos, payload);
  }

  /**
   * Appends a frame; completes with the position after it.
   *
   * <p>Fails with {@link JournalFullException} when the disk limit, the disk reserve or the bound
   * of the queue is reached (nothing was written; try later), with {@link JournalFailedException}
   * after a write or a sync failed or the journal was closed (nothing is acknowledged any more
   * until the process restarts), and with {@link IllegalArgumentException} when the frame is larger
   * than a segment. Never blocks on the disk.
   *
   * <p>The stage completes on a thread that the journal keeps for that, after the whole group it
   * was in became durable. What depends on it runs there: hand long work to an executor, and never
   * close the journal from it.
   *
   * @param retention how long the records are to be kept
   * @param payload taken over: the caller must not change it afterwards
   */
  CompletionStage<Long> append(
      FrameType type, String project, Retention retention, long receivedNanos, byte[] payload);

  /** Reads durable frames from a position on. Each reader is for one thread. */
  JournalReader reader(long position);

  /** A name made when the journal was created; block tokens begin with it. */
  String id();

  /** Where the oldest frame that is held begins. */
  long firstPosition();

  /**
   * A place at or before the position where a reader may begin who wants some of what came before:
   * no frame is cut by it.
   */
  long boundaryBefore(long position);

  /** The position after the newest durable frame. */
  long durablePosition();

  /**
   * Says that nobody needs frames before the position any more: segments wholly before it may be
   * deleted, or kept while retention wants them.
   */
  void release(long position);

  /** Where the journal stands. Cheap. */
  JournalStats stats();

  /** Syncs what was appended, completes its stages and closes the files. Idempotent. */
  @Override
  void close();
}
