/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.TraceBatch;
import java.util.Arrays;

/** The records of one batch in the making, in their wire form, with their number and size. */
final class BatchContents {

  /** Of a record inside a batch: a tag and a length. */
  private static final int MOST_FRAME_BYTES = 10;

  private byte[] buffer;
  private int size;
  private int records;
  private long bytes;

  /**
   * @param buffer with any contents; belongs to this and to the batch that comes of it
   */
  BatchContents(byte[] buffer) {
    this.buffer = buffer;
  }

  /** Adds what was written as a record of a kind. */
  void add(RecordKind kind, ProtoWriter record) {
    ensure(MOST_FRAME_BYTES + record.size());
    varint(field(kind) << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
    varint(record.size());
    record.copyTo(buffer, size);
    size += record.size();
    records++;
    bytes += record.size();
  }

  private static int field(RecordKind kind) {
    return switch (kind) {
      case RECORD_KIND_SPAN -> TraceBatch.SPANS_FIELD_NUMBER;
      case RECORD_KIND_STARTED_SPAN -> TraceBatch.STARTED_SPANS_FIELD_NUMBER;
      case RECORD_KIND_EVENT -> TraceBatch.EVENTS_FIELD_NUMBER;
      case RECORD_KIND_EVALUATION -> TraceBatch.EVALUATIONS_FIELD_NUMBER;
      case RECORD_KIND_METRIC -> TraceBatch.METRICS_FIELD_NUMBER;
      case RECORD_KIND_JOB -> TraceBatch.JOBS_FIELD_NUMBER;
      default -> throw new IllegalArgumentException("kind: " + kind + " (expected: a record's)");
    };
  }

  private void varint(int value) {
    int left = value;
    while (left >= 0x80) {
      buffer[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    buffer[size++] = (byte) left;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
    }
  }

  int records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  /** The batch of these records. Nothing may be added after it. */
  Batch seal(TraceBatch header, Batch.Origin origin) {
    ByteString wire =
        header.toByteString().concat(UnsafeByteOperations.unsafeWrap(buffer, 0, size));
    return new Batch(header, wire, new Batch.Amount(records, bytes), origin, buffer);
  }
}
