/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import java.time.Duration;

/**
 * One load.
 *
 * @param protocol how batches travel
 * @param spanBytes size of a span on the wire
 * @param spansPerBatch spans in a batch
 * @param streams calls at once when there is no rate
 * @param time how long to measure
 * @param spansPerSecond the rate to hold, evenly; 0 for as fast as it goes
 */
record Load(
    Protocol protocol,
    int spanBytes,
    int spansPerBatch,
    int streams,
    Duration time,
    long spansPerSecond) {

  /** Spans that one client stream carries: one answer for them all. */
  private static final int SPANS_PER_STREAM = 2_048;

  /** Bytes that one client stream carries at most, for large spans. */
  private static final int BYTES_PER_STREAM = 8 << 20;

  /** Whether calls go at a rate, one batch each, and not as fast as answers come. */
  boolean isPaced() {
    return spansPerSecond > 0;
  }

  /** Batches in a call of a load without a rate. */
  int batchesPerCall(int batchBytes) {
    if (protocol == Protocol.OTLP) {
      return 1;
    }
    return Math.max(1, Math.min(SPANS_PER_STREAM / spansPerBatch, BYTES_PER_STREAM / batchBytes));
  }

  Load atRate(long rate) {
    return new Load(protocol, spanBytes, spansPerBatch, streams, time, rate);
  }

  Load during(Duration other) {
    return new Load(protocol, spanBytes, spansPerBatch, streams, other, spansPerSecond);
  }
}
