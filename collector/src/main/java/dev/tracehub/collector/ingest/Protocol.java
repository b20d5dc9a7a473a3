/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.wire.BatchWalker;
import dev.tracehub.collector.wire.MessageShape;
import dev.tracehub.collector.wire.OtlpPath;
import dev.tracehub.collector.wire.OtlpWalker;
import dev.tracehub.collector.wire.RecordCounts;
import dev.tracehub.collector.wire.TraceBatchWalker;
import dev.tracehub.collector.wire.WireModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages that ingest takes. */
enum Protocol {
  TRACE_BATCH(FrameType.TRACE_BATCH, "TraceBatch"),
  OTLP_TRACES(FrameType.OTLP_TRACES, OtlpPath.TRACES),
  OTLP_LOGS(FrameType.OTLP_LOGS, OtlpPath.LOGS),
  OTLP_METRICS(FrameType.OTLP_METRICS, OtlpPath.METRICS);

  private final FrameType frameType;
  private final @Nullable OtlpPath otlp;
  private final String message;
  private final String records;

  Protocol(FrameType frameType, String message) {
    this.frameType = frameType;
    this.otlp = null;
    this.message = message;
    this.records = "records";
  }

  Protocol(FrameType frameType, OtlpPath otlp) {
    this.frameType = frameType;
    this.otlp = otlp;
    this.message = otlp.request().getName();
    this.records = otlp.records();
  }

  /** The protocol of a journal's frame; empty for frames that did not come from a sender. */
  static Optional<Protocol> of(FrameType type) {
    return switch (type) {
      case TRACE_BATCH -> Optional.of(TRACE_BATCH);
      case OTLP_TRACES -> Optional.of(OTLP_TRACES);
      case OTLP_LOGS -> Optional.of(OTLP_LOGS);
      case OTLP_METRICS -> Optional.of(OTLP_METRICS);
      case DEAD_LETTER, COST_CORRECTIONS, TICK, DECIDED_BATCH -> Optional.empty();
    };
  }

  /** The number of records in a message that is not going to be walked. */
  long countRecords(byte[] bytes) {
    return otlp == null ? RecordCounts.ofTraceBatch(bytes) : RecordCounts.ofOtlp(otlp, bytes);
  }

  FrameType frameType() {
    return frameType;
  }

  /** The message's name, for errors that are those of no field. */
  String message() {
    return message;
  }

  /** What its records are called. */
  String records() {
    return records;
  }

  MessageShape shape(WireModel model) {
    return otlp == null ? model.traceBatch() : model.otlp(otlp);
  }

  BatchWalker newWalker(WireModel model) {
    return otlp == null ? new TraceBatchWalker(model) : new OtlpWalker(model, otlp);
  }
}
