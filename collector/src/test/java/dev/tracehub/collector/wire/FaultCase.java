/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.TestBatches.NOW;
import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.MessageLite;
import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import java.util.List;

/** A faulty batch and the exact answer to it. */
record FaultCase(String name, byte[] batch, RejectionCode code, String field, String reason) {

  static final String TRACE_EXPECTED = " (expected: 32 hexadecimal digits, not all 0)";
  static final String SPAN_EXPECTED = " (expected: 16 hexadecimal digits, not all 0)";

  static final IngestLimits LIMITS =
      IngestLimits.defaults()
          .with("recordBytes", 4000)
          .with("nameBytes", 40)
          .with("textBytes", 400)
          .with("attributes", 3)
          .with("attributeKeyBytes", 12)
          .with("attributeValueBytes", 1000)
          .with("arrayValues", 5)
          .with("events", 2)
          .with("links", 2)
          .with("listEntries", 4)
          .with("depth", 12)
          .with("unknownFields", 3)
          .with("batchRecords", 20)
          .with("batchBytes", 100_000);

  @Override
  public String toString() {
    return name;
  }

  /** Walks the batch and looks for this one rejection among two good records. */
  void assertRejected(BatchWalker walker) {
    walker.walk(batch, TimeBounds.around(NOW, LIMITS));

    List<RejectedRecord> rejections = walker.rejections();
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).getField()).isEqualTo(field);
    assertThat(rejections.get(0).getReason()).isEqualTo(reason);
    assertThat(rejections.get(0).getCode()).isEqualTo(code);
    assertThat(walker.records().count(RecordTable.Verdict.ACCEPTED)).isEqualTo(2);
  }

  /** Walks the batch and expects that it is refused as a whole. */
  void assertRefused(BatchWalker walker) {
    WireFault fault =
        catchThrowableOfType(
            WireFault.class, () -> walker.walk(batch, TimeBounds.around(NOW, LIMITS)));

    assertThat(fault).isNotNull();
    assertThat(fault.field()).isEqualTo(field);
    assertThat(fault.reason()).isEqualTo(reason);
    assertThat(fault.code()).isEqualTo(code);
  }

  /** Two good spans. */
  static TraceBatch.Builder goodBatch() {
    return TestBatches.batch(100, 101);
  }

  static FaultCase of(
      String name, MessageLite.Builder batch, RejectionCode code, String field, String reason) {
    return of(name, batch.build().toByteArray(), code, field, reason);
  }

  static FaultCase of(String name, byte[] batch, RejectionCode code, String field, String reason) {
    return new FaultCase(name, batch, code, field, reason);
  }

  /** The span stands between two good ones. */
  static FaultCase spanCase(
      String name, byte[] span, RejectionCode code, String field, String reason) {
    byte[] batch =
        new Raw()
            .value(10, span(100).build().toByteArray())
            .value(10, span)
            .value(10, span(101).build().toByteArray())
            .toBytes();
    return of(name, batch, code, field.isEmpty() ? "spans[1]" : "spans[1]." + field, reason);
  }

  static FaultCase missing(String name, Span.Builder span, String field, String reason) {
    return spanCase(
        name,
        span.build().toByteArray(),
        RejectionCode.REJECTION_CODE_MISSING_FIELD,
        field,
        reason);
  }

  static FaultCase invalid(String name, Span.Builder span, String field, String reason) {
    return spanCase(
        name,
        span.build().toByteArray(),
        RejectionCode.REJECTION_CODE_INVALID_FIELD,
        field,
        reason);
  }

  static FaultCase time(String name, Span.Builder span, String field, String reason) {
    return spanCase(
        name,
        span.build().toByteArray(),
        RejectionCode.REJECTION_CODE_TIME_OUT_OF_RANGE,
        field,
        reason);
  }

  static FaultCase tooLarge(String name, Span.Builder span, String field, String reason) {
    return spanCase(
        "too large: " + name,
        span.build().toByteArray(),
        RejectionCode.REJECTION_CODE_TOO_LARGE,
        field,
        reason);
  }

  static FaultCase malformed(String name, Raw span, String field, String reason) {
    return spanCase(
        "malformed: " + name,
        span.toBytes(),
        RejectionCode.REJECTION_CODE_MALFORMED,
        field,
        reason);
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }
}
