/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.wire.BatchWalker;
import dev.tracehub.collector.wire.MessageShape;
import dev.tracehub.collector.wire.OtlpWalker;
import dev.tracehub.collector.wire.RecordCounts;
import dev.tracehub.collector.wire.TraceBatchWalker;
import dev.tracehub.collector.wire.WireModel;
import java.util.Optional;

/** The messages that ingest takes. */
enum Protocol {
  TRACE_BATCH(FrameType.TRACE_BATCH, "TraceBatch"),
  OTLP_TRACES(FrameType.OTLP_TRACES, "ExportTraceServiceRequest");

  private final FrameType frameType;
  private final String message;

  Protocol(FrameType frameType, String message) {
    this.frameType = frameType;
    this.message = message;
  }

  /** The protocol of a journal's frame; empty for frames that did not come from a sender. */
  static Optional<Protocol> of(FrameType type) {
    return switch (type) {
      case TRACE_BATCH -> Optional.of(TRACE_BATCH);
      case OTLP_TRACES -> Optional.of(OTLP_TRACES);
      case DEAD_LETTER, COST_CORRECTIONS -> Optional.empty();
    };
  }

  /** The number of records in a message that is not going to be walked. */
  long countRecords(byte[] bytes) {
    return switch (this) {
      case TRACE_BATCH -> RecordCounts.ofTraceBatch(bytes);
      case OTLP_TRACES -> RecordCounts.ofOtlpTraces(bytes);
    };
  }

  FrameType frameType() {
    return frameType;
  }

  /** The message's name, for errors that are those of no field. */
  String message() {
    return message;
  }

  MessageShape shape(WireModel model) {
    return switch (this) {
      case TRACE_BATCH -> model.traceBatch();
      case OTLP_TRACES -> model.otlpTraces();
    };
  }

  BatchWalker newWalker(WireModel model) {
    return switch (this) {
      case TRACE_BATCH -> new TraceBatchWalker(model);
      case OTLP_TRACES -> new OtlpWalker(model);
    };
  }
}
