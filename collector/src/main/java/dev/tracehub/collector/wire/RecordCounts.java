/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.collector.journal.FrameType;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;

/** Counts the records of a batch without looking into them. */
public final class RecordCounts {

  private static final int[] OTLP_PATH = {
    ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER,
    ResourceSpans.SCOPE_SPANS_FIELD_NUMBER,
    ScopeSpans.SPANS_FIELD_NUMBER
  };

  private RecordCounts() {}

  /** The number of records; of a broken batch those before the fault. */
  public static long of(FrameType type, byte[] batch) {
    WireCursor cursor = new WireCursor();
    cursor.bytes = batch;
    return switch (type) {
      case TRACE_BATCH -> ofTraceBatch(cursor, batch.length);
      case OTLP_TRACES -> ofOtlp(cursor, batch.length, 0);
    };
  }

  private static long ofTraceBatch(WireCursor cursor, int end) {
    long count = 0;
    try {
      while (cursor.position < end) {
        int start = cursor.position;
        int tag = cursor.readTag(end);
        int number = tag >>> 3;
        cursor.skipValue(tag, start, end);
        if (number >= RecordType.FIRST_FIELD && number <= RecordType.LAST_FIELD) {
          count++;
        }
      }
    } catch (WireFault broken) {
      return count;
    }
    return count;
  }

  private static long ofOtlp(WireCursor cursor, int end, int level) {
    long count = 0;
    try {
      while (cursor.position < end) {
        int start = cursor.position;
        int tag = cursor.readTag(end);
        if (tag != (OTLP_PATH[level] << 3 | Wire.LENGTH)) {
          cursor.skipValue(tag, start, end);
          continue;
        }
        int length = cursor.readLength(start, end);
        int to = cursor.position + length;
        count += level == OTLP_PATH.length - 1 ? 1 : ofOtlp(cursor, to, level + 1);
        cursor.position = to;
      }
    } catch (WireFault broken) {
      return count;
    }
    return count;
  }
}
