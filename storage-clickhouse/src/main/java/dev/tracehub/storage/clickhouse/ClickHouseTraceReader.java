/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.clickhouse.read.TraceQueries;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Reads traces on the threads of a lane. */
record ClickHouseTraceReader(Lane lane, Supplier<TraceQueries> queries) implements TraceReader {

  @Override
  public CompletionStage<Optional<TraceRecords>> trace(
      String project, TraceId traceId, PayloadView payloads, int maxSpans) {
    return lane.run(() -> queries.get().trace(project, traceId, payloads, maxSpans));
  }

  @Override
  public CompletionStage<Optional<SpanRecords>> span(
      String project, TraceId traceId, SpanId spanId) {
    return lane.run(() -> queries.get().span(project, traceId, spanId));
  }
}
