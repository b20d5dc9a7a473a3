/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.MetricPoint;
import java.util.function.Consumer;

/** One measurement in the making. Not thread-safe; for one measurement. */
public final class MetricBuilder {

  private final Recorder recorder;
  private final MetricPoint.Builder point = MetricPoint.newBuilder();

  MetricBuilder(Recorder recorder, String name, double value) {
    this.recorder = recorder;
    change(message -> message.setName(Texts.name(name)).setValue(value));
  }

  /** The unit in UCUM, e.g. "ms" or "{token}". */
  public MetricBuilder unit(String unit) {
    return change(message -> message.setUnit(Texts.name(unit)));
  }

  /** A dimension. */
  public MetricBuilder label(String key, String value) {
    return change(
        message ->
            message.putLabels(
                Texts.name(key, recorder.privacy()), Texts.name(value, recorder.privacy())));
  }

  /** The span that it belongs to. */
  public MetricBuilder of(LiveSpan span) {
    return change(message -> message.setTraceId(span.traceId()).setSpanId(span.spanId()));
  }

  /** Hands the measurement over, with the present time. */
  public void record() {
    change(
        message -> recorder.record(message.setTimeUnixNano(recorder.clock().epochNanos()).build()));
  }

  private MetricBuilder change(Consumer<MetricPoint.Builder> change) {
    Guard.apply(point, change);
    return this;
  }
}
