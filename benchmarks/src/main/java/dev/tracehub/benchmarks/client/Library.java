/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import java.util.concurrent.atomic.LongAdder;

/** What is compared. */
public enum Library {
  /** This project's client. */
  TRACEHUB("Tracehub", 16_384),
  /** OpenTelemetry as it comes. */
  OTEL("OpenTelemetry, queue 2,048", 2_048),
  /** OpenTelemetry with a queue as long as ours. */
  OTEL_LONG("OpenTelemetry, queue 16,384", 16_384),
  /** Brave and zipkin-reporter as they come, without compression. */
  ZIPKIN("Brave + zipkin-reporter", 10_000);

  private final String label;
  private final int queue;

  Library(String label, int queue) {
    this.label = label;
    this.queue = queue;
  }

  String label() {
    return label;
  }

  /** Most spans that wait in its memory. */
  int queue() {
    return queue;
  }

  SpanRecorder open(Sinks sinks, LongAdder delivered) {
    return switch (this) {
      case TRACEHUB -> new TracehubRecorder(sinks.grpcPort());
      case OTEL, OTEL_LONG -> new OtelRecorder(sinks.grpcPort(), queue);
      case ZIPKIN -> new ZipkinRecorder(sinks.httpPort(), delivered);
    };
  }
}
