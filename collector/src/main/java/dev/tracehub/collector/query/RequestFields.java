/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.filter.InvalidFilterException;
import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.SortOrder;
import io.grpc.Status;
import java.util.Optional;

/** Reads the fields that questions have in common and refuses what is wrong with them. */
final class RequestFields {

  static final String REQUIRED = "REQUIRED";
  static final String OUT_OF_RANGE = "OUT_OF_RANGE";
  static final String UNKNOWN_VALUE = "UNKNOWN_VALUE";
  static final String TOO_LONG = "TOO_LONG";

  private static final int DEFAULT_PAGE_SIZE = 50;

  /** Nanoseconds since the epoch end here: 2262-04-11. */
  private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000;

  private RequestFields() {}

  /** The project that the call is confined to. */
  static String project() {
    Principal caller = Principal.CURRENT.get();
    if (caller == null) {
      throw Status.UNAUTHENTICATED.withDescription("the call names no caller").asRuntimeException();
    }
    return caller
        .project()
        .orElseThrow(
            () ->
                Failures.invalid(
                    "x-tracehub-project",
                    "PROJECT_REQUIRED",
                    "missing (expected: the project that the admin key means)"));
  }

  static TraceId traceId(String text) {
    requireText("trace_id", text, "32 hexadecimal digits or a UUID");
    return TraceId.tryParse(text)
        .orElseThrow(
            () -> invalidId("trace_id", text, "32 hexadecimal digits or a UUID, not all zeros"));
  }

  static SpanId spanId(String text) {
    requireText("span_id", text, "16 hexadecimal digits");
    return SpanId.tryParse(text)
        .orElseThrow(() -> invalidId("span_id", text, "16 hexadecimal digits, not all zeros"));
  }

  private static void requireText(String field, String text, String expected) {
    if (text.isEmpty()) {
      throw Failures.invalid(field, REQUIRED, "missing (expected: " + expected + ")");
    }
  }

  private static RuntimeException invalidId(String field, String text, String expected) {
    String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
    return Failures.invalid(field, "INVALID_ID", "\"" + shown + "\" (expected: " + expected + ")");
  }

  static TimeRange timeRange(boolean present, dev.tracehub.v1.TimeRange range) {
    if (!present) {
      throw Failures.invalid("time_range", REQUIRED, "missing (expected: start and end)");
    }
    long start = nanos("time_range.start", range.hasStart(), range.getStart());
    long end = nanos("time_range.end", range.hasEnd(), range.getEnd());
    if (end <= start) {
      throw Failures.invalid(
          "time_range.end",
          OUT_OF_RANGE,
          Timestamps.toString(range.getEnd())
              + " (expected: after time_range.start, "
              + Timestamps.toString(range.getStart())
              + ")");
    }
    return new TimeRange(start, end);
  }

  private static long nanos(String field, boolean present, Timestamp time) {
    if (!present) {
      throw Failures.invalid(field, REQUIRED, "missing (expected: a time)");
    }
    boolean valid = Timestamps.isValid(time);
    if (!valid || time.getSeconds() < 0 || time.getSeconds() >= MAX_SECONDS) {
      throw Failures.invalid(
          field,
          OUT_OF_RANGE,
          (valid
                  ? Timestamps.toString(time)
                  : "seconds " + time.getSeconds() + ", nanos " + time.getNanos())
              + " (expected: a time from 1970 to 2261)");
    }
    return Timestamps.toNanos(time);
  }

  static Filter filter(FilterParser parser, String text) {
    try {
      return parser.parse(text);
    } catch (InvalidFilterException e) {
      throw Failures.invalid("filter", "INVALID_FILTER", String.valueOf(e.getMessage()));
    }
  }

  static PageRequest page(int size, PageRequest.Order order, Optional<Cursor> cursor) {
    if (size < 0 || size > PageRequest.MAX_SIZE) {
      throw Failures.invalid(
          "page_size",
          OUT_OF_RANGE,
          size
              + " (expected: 1 to "
              + PageRequest.MAX_SIZE
              + ", or 0 for "
              + DEFAULT_PAGE_SIZE
              + ")");
    }
    return new PageRequest(size == 0 ? DEFAULT_PAGE_SIZE : size, order, cursor);
  }

  static PageRequest.Order order(SortOrder order, int number) {
    return switch (order) {
      case SORT_ORDER_UNSPECIFIED, SORT_ORDER_NEWEST_FIRST -> PageRequest.Order.NEWEST_FIRST;
      case SORT_ORDER_OLDEST_FIRST -> PageRequest.Order.OLDEST_FIRST;
      case UNRECOGNIZED ->
          throw Failures.invalid(
              "order",
              UNKNOWN_VALUE,
              number + " (expected: SORT_ORDER_NEWEST_FIRST or SORT_ORDER_OLDEST_FIRST)");
    };
  }
}
