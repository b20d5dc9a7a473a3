/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.Optional;

/** What the payload of a frame is. The codes are on disk: never change or reuse one. */
public enum FrameType {
  /** A {@code tracehub.v1.TraceBatch}. */
  TRACE_BATCH(1),
  /** An {@code opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest}. */
  OTLP_TRACES(2),
  /** A {@code tracehub.v1.DeadLetter}; only in the journal of dead letters. */
  DEAD_LETTER(3),
  /** An {@code opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest}. */
  OTLP_LOGS(4),
  /** An {@code opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest}. */
  OTLP_METRICS(5),
  /** A {@code tracehub.v1.CostCorrections}: costs that stored spans have from now on. */
  COST_CORRECTIONS(6),
  /** No bytes: it was this time when nothing came. */
  TICK(7),
  /**
   * A {@code tracehub.v1.TraceBatch} of records that were to be stored already, with their weights.
   */
  DECIDED_BATCH(8);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** The code on disk. */
  public int code() {
    return code;
  }

  /** The type with this code; empty when no type has it. */
  public static Optional<FrameType> ofCode(int code) {
    for (FrameType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
