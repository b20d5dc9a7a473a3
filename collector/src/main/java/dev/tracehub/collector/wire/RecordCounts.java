/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

/** Counts the records of a batch without looking into them. */
public final class RecordCounts {

  private RecordCounts() {}

  /** The number of records in a TraceBatch; of a broken one those before the fault. */
  public static long ofTraceBatch(byte[] batch) {
    return ofTraceBatch(over(batch), batch.length);
  }

  /** The number of records in an OTLP request; of a broken one those before the fault. */
  public static long ofOtlp(OtlpPath path, byte[] request) {
    return ofOtlp(path, over(request), request.length, 0);
  }

  private static WireCursor over(byte[] bytes) {
    WireCursor cursor = new WireCursor();
    cursor.bytes = bytes;
    return cursor;
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

  private static long ofOtlp(OtlpPath path, WireCursor cursor, int end, int level) {
    long count = 0;
    try {
      while (cursor.position < end) {
        int start = cursor.position;
        int tag = cursor.readTag(end);
        if ((tag & 7) != Wire.LENGTH || !path.leadsOn(level, tag >>> 3)) {
          cursor.skipValue(tag, start, end);
          continue;
        }
        int length = cursor.readLength(start, end);
        int to = cursor.position + length;
        count += level == path.lastLevel() ? 1 : ofOtlp(path, cursor, to, level + 1);
        cursor.position = to;
      }
    } catch (WireFault broken) {
      return count;
    }
    return count;
  }
}
