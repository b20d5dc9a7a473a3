/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

/** One library set up to send to a sink. Thread-safe. */
interface SpanRecorder extends AutoCloseable {

  /** Starts a root span, gives it the eight attributes of {@link Workload}, and ends it. */
  void record(long number);

  /** Asks the library to send what it has now. */
  void flush();

  @Override
  void close();
}
