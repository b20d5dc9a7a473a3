/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import java.time.Duration;

/** This project's client, as its builder makes it. */
final class TracehubRecorder implements SpanRecorder {

  private final Tracehub tracehub;

  TracehubRecorder(int port) {
    tracehub =
        Tracehub.builder().endpoint("http://127.0.0.1:" + port).service(Workload.SERVICE).build();
  }

  @Override
  public void record(long number) {
    started(tracehub, number).end();
  }

  /** A span that only has to be ended. */
  static LiveSpan started(Tracehub tracehub, long number) {
    LiveSpan span = tracehub.span(Workload.NAME).startDetached();
    return span.attribute(Workload.OPERATION_KEY, Workload.OPERATION)
        .attribute(Workload.PROVIDER_KEY, Workload.PROVIDER)
        .attribute(Workload.MODEL_KEY, Workload.MODEL)
        .attribute(Workload.RESPONSE_KEY, Workload.RESPONSE)
        .attribute(Workload.INPUT_KEY, Workload.inputTokens(number))
        .attribute(Workload.OUTPUT_KEY, Workload.outputTokens(number))
        .attribute(Workload.TEMPERATURE_KEY, Workload.TEMPERATURE)
        .attribute(Workload.CACHED_KEY, Workload.cached(number));
  }

  @Override
  public void flush() {
    var unused = tracehub.flush(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    tracehub.close();
  }
}
