/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds traces and spans by id, at any age and without a hint of their time. */
public interface TraceReader {

  /**
   * All that is held of one trace; empty when nothing is. Events and judgements count: they may be
   * there before the spans.
   *
   * @param payloads how much of the payloads the spans carry, finished and open
   * @param maxSpans the most finished spans to answer, at least 1, the earliest by start first
   */
  CompletionStage<Optional<TraceRecords>> trace(
      String project, TraceId traceId, PayloadView payloads, int maxSpans);

  /**
   * One finished span with its payloads, its events and its judgements; empty when it is not held.
   */
  CompletionStage<Optional<SpanRecords>> span(String project, TraceId traceId, SpanId spanId);
}
