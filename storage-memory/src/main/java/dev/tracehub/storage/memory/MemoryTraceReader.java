/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.memory.read.TraceRecordsReader;
import dev.tracehub.storage.memory.write.SpanStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds traces and spans by id. */
record MemoryTraceReader(Lane lane, SpanStore store) implements TraceReader {

  @Override
  public CompletionStage<Optional<TraceRecords>> trace(
      String project, TraceId traceId, PayloadView payloads, int maxSpans) {
    return lane.run(
        () -> {
          if (maxSpans < 1) {
            throw StorageException.invalid("maxSpans: " + maxSpans + " (expected: >= 1)");
          }
          return TraceRecordsReader.trace(store.project(project), traceId, payloads, maxSpans);
        });
  }

  @Override
  public CompletionStage<Optional<SpanRecords>> span(
      String project, TraceId traceId, SpanId spanId) {
    return lane.run(() -> TraceRecordsReader.span(store.project(project), traceId, spanId));
  }
}
