/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.concurrent.CompletionStage;

/**
 * A place that keeps spans and what belongs to them, and answers questions about them.
 *
 * <p>Constructing a store does no I/O, so that a database that is down cannot stop the process; the
 * first call that needs the database opens it. Thread-safe, as is everything it hands out; the
 * handed-out interfaces live as long as the store.
 *
 * <p>All stages that a store returns complete normally or with a {@link StorageException}, on a
 * thread of the store: callers that do more than hand a value on should move to a thread of their
 * own.
 */
public interface Storage extends AutoCloseable {

  /** The name under which the configuration chooses the store, e.g. {@code memory}. */
  String name();

  /**
   * Whether the store is likely to work now. May do I/O; answers within seconds and does not throw.
   */
  CheckResult check();

  /** What this store can do beyond the contract. */
  StorageCapabilities capabilities();

  /** Takes blocks of records. */
  SpanWriter writer();

  /** Finds traces and spans by id. */
  TraceReader traces();

  /** Finds spans and traces by what they are. */
  SpanSearch search();

  /** Finds judgements and measurements by what they are. */
  SideRecordSearch sideRecords();

  /** Computes numbers over spans. */
  Analytics analytics();

  /** Keeps documents of the control plane. */
  RecordStore records();

  /**
   * Removes every record of a project, whatever its sort, and all that the store derived from them;
   * its documents are not among it. Completes with whether there was anything, when no reader finds
   * any of what was stored before the call and none of it is left on the store's disk.
   *
   * <p>Idempotent, and to be called again when it failed. What is written at the same time may
   * stay. Afterwards the project may be written to again; blocks that were stored before the call
   * under their tokens may count as repeated.
   */
  CompletionStage<Boolean> purge(String project);

  /** How much the store holds. Cheap and approximate: for status pages and metrics. */
  StorageStats stats();

  /**
   * Closes what the store opened. Idempotent. The stages of later calls fail with INTERNAL, and
   * {@link #check} says that the store is closed.
   */
  @Override
  void close();
}
