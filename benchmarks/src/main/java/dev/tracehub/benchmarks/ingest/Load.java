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
 * @param streams calls at once
 * @param time how long to measure
 * @param spansPerSecond the rate to hold; 0 for as fast as it goes
 */
record Load(
    Protocol protocol,
    int spanBytes,
    int spansPerBatch,
    int streams,
    Duration time,
    long spansPerSecond) {

  Load atRate(long rate) {
    return new Load(protocol, spanBytes, spansPerBatch, streams, time, rate);
  }

  Load during(Duration other) {
    return new Load(protocol, spanBytes, spansPerBatch, streams, other, spansPerSecond);
  }
}
