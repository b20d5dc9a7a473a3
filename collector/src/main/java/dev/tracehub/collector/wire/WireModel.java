/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** The shapes of the two messages that ingest takes, under given limits. Immutable, thread-safe. */
public final class WireModel {

  private final IngestLimits limits;
  private final MessageShape traceBatch;
  private final MessageShape otlpTraces;

  private WireModel(IngestLimits limits) {
    FieldRules rules = new FieldRules(limits);
    this.limits = limits;
    this.traceBatch = MessageShape.of(TraceBatch.getDescriptor(), rules);
    this.otlpTraces = MessageShape.of(ExportTraceServiceRequest.getDescriptor(), rules);
  }

  /** The model under these limits. */
  public static WireModel of(IngestLimits limits) {
    return new WireModel(limits);
  }

  /** The limits. */
  public IngestLimits limits() {
    return limits;
  }

  /** {@code tracehub.v1.TraceBatch}. */
  public MessageShape traceBatch() {
    return traceBatch;
  }

  /** {@code opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest}. */
  public MessageShape otlpTraces() {
    return otlpTraces;
  }
}
