/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tracehub.collector.amendment.AmendmentFault;
import dev.tracehub.collector.amendment.Amendments;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.SpanEventType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks one record, checks what it must have, and finds what identifies it. For one thread. */
final class RecordWalk {

  private static final String OTLP_TRACE_EXPECTED = " (expected: 16 bytes, not all 0)";
  private static final String OTLP_SPAN_EXPECTED = " (expected: 8 bytes, not all 0)";
  private static final String OTLP_LOG_EXPECTED =
      " (expected: 16 bytes, as only log records of traces are kept)";

  private final MessageWalk walk;
  private final MessageHash nested = new MessageHash();
  private final int[] from = new int[Slots.COUNT];
  private final int[] to = new int[Slots.COUNT];
  private final long[] numbers = new long[Slots.COUNT];
  private TimeBounds bounds = TimeBounds.ANY;
  private int present;

  long traceHigh;
  long traceLow;
  long id;
  long contentHash;

  RecordWalk(MessageWalk walk) {
    this.walk = walk;
  }

  /** Numbers in lists of numbers met so far. */
  int listNumbers() {
    return walk.listNumbers();
  }

  /** Begins a batch. */
  void begin(byte[] batch, TimeBounds newBounds) {
    walk.reset(batch, 0);
    bounds = newBounds;
  }

  void forget() {
    walk.forget();
    nested.forget();
  }

  /**
   * Walks the record between the indices.
   *
   * @throws WireFault when the record is faulty
   */
  void record(RecordType type, MessageShape shape, int start, int end) {
    walk.reset(walk.bytes, start);
    present = 0;
    contentHash = 0;
    traceHigh = 0;
    traceLow = 0;
    id = 0;
    int base = walk.open(shape);
    while (walk.position < end) {
      int fieldStart = walk.position;
      int entries = walk.mapEntries();
      FieldShape field = walk.field(shape, base, end, type.depth());
      if (field != null && field.slot != FieldShape.NO_SLOT) {
        keep(field.slot);
      }
      if (field == null || field.content) {
        // A sum, because languages differ in the order in which they write the entries of a map.
        contentHash += hash(field, fieldStart, walk.mapEntries() - entries);
      }
    }
    check(type, start, end);
  }

  /** Reads the field a second time only when it has entries of maps inside. */
  private long hash(@Nullable FieldShape field, int start, int entries) {
    if (field != null && field.child != null && entries > (field.map ? 1 : 0)) {
      return nested.ofField(field.child, walk.bytes, start, walk.position);
    }
    return ContentHash.of(walk.bytes, start, walk.position);
  }

  private void keep(int slot) {
    from[slot] = walk.valueFrom;
    to[slot] = walk.position;
    numbers[slot] = walk.number;
    present |= 1 << slot;
  }

  private void check(RecordType type, int start, int end) {
    switch (type) {
      case SPAN -> finishedSpan();
      case STARTED_SPAN -> startedSpan();
      case EVENT -> event(start, end);
      case EVALUATION -> evaluation();
      case METRIC -> metric();
      case JOB -> job();
      case OTLP_SPAN -> otlpSpan();
      case OTLP_LOG -> otlpLog();
      case OTLP_POINT -> otlpPoint();
    }
  }

  private void finishedSpan() {
    spanIds();
    requireText(Slots.NAME, "name");
    time(Slots.START_TIME, "start_time_unix_nano");
    time(Slots.END_TIME, "end_time_unix_nano");
  }

  private void startedSpan() {
    spanIds();
    requireText(Slots.NAME, "name");
    time(Slots.START_TIME, "start_time_unix_nano");
    if (has(Slots.END_TIME) && numbers[Slots.END_TIME] != 0) {
      throw invalid(
          "end_time_unix_nano",
          Long.toUnsignedString(numbers[Slots.END_TIME]) + " (expected: 0 in a started span)");
    }
  }

  private void event(int start, int end) {
    ownId("event_id");
    traceId();
    optionalSpanId(Slots.SPAN_ID, "span_id");
    requireText(Slots.NAME, "name");
    time(Slots.START_TIME, "time_unix_nano");
    if (has(Slots.TYPE) && numbers[Slots.TYPE] == SpanEventType.SPAN_EVENT_TYPE_AMENDMENT_VALUE) {
      requireText(Slots.REASON, "reason");
      if (!hasText(Slots.SPAN_ID)) {
        throw missing("span_id", " (expected: the span that is amended)");
      }
      amendment(start, end);
    }
  }

  private void amendment(int start, int end) {
    Optional<AmendmentFault> fault = Amendments.fault(walk.bytes, start, end);
    if (fault.isPresent()) {
      byte[] name = fault.get().field().getBytes(UTF_8);
      throw invalid(
          name.length == 0 ? "attributes" : "attributes[" + Quote.of(name, 0, name.length) + "]",
          fault.get().reason());
    }
  }

  private void evaluation() {
    ownId("evaluation_id");
    traceId();
    optionalSpanId(Slots.SPAN_ID, "span_id");
    requireText(Slots.NAME, "name");
    time(Slots.START_TIME, "time_unix_nano");
  }

  private void metric() {
    requireText(Slots.NAME, "name");
    time(Slots.START_TIME, "time_unix_nano");
    if (hasText(Slots.TRACE_ID)) {
      traceId();
    }
    optionalSpanId(Slots.SPAN_ID, "span_id");
    id = 0;
  }

  private void job() {
    ownId("job_id");
    time(Slots.START_TIME, "time_unix_nano");
    // A job is updated again and again under one id.
    id = 0;
  }

  private void spanIds() {
    traceId();
    if (!hasText(Slots.SPAN_ID)) {
      throw missing("span_id", HexIds.SPAN_ID_EXPECTED);
    }
    optionalSpanId(Slots.SPAN_ID, "span_id");
    id = HexIds.span(walk.bytes, from[Slots.SPAN_ID]);
    optionalSpanId(Slots.PARENT_SPAN_ID, "parent_span_id");
  }

  private void traceId() {
    int start = from[Slots.TRACE_ID];
    int end = to[Slots.TRACE_ID];
    if (!hasText(Slots.TRACE_ID)) {
      throw missing("trace_id", HexIds.TRACE_ID_EXPECTED);
    }
    if (!HexIds.isTraceId(walk.bytes, start, end)) {
      throw invalid("trace_id", Quote.of(walk.bytes, start, end) + HexIds.TRACE_ID_EXPECTED);
    }
    traceHigh = HexIds.traceHigh(walk.bytes, start, end);
    traceLow = HexIds.traceLow(walk.bytes, start, end);
  }

  private void optionalSpanId(int slot, String name) {
    if (hasText(slot) && !HexIds.isSpanId(walk.bytes, from[slot], to[slot])) {
      throw invalid(name, Quote.of(walk.bytes, from[slot], to[slot]) + HexIds.SPAN_ID_EXPECTED);
    }
  }

  private void ownId(String name) {
    requireText(Slots.OWN_ID, name);
    // 0 means "no id", so the hash must not be 0.
    id = ContentHash.of(walk.bytes, from[Slots.OWN_ID], to[Slots.OWN_ID]) | 1;
  }

  private void otlpSpan() {
    requireBytes(Slots.TRACE_ID, 16, "trace_id", OTLP_TRACE_EXPECTED);
    traceHigh = bigEndian(from[Slots.TRACE_ID]);
    traceLow = bigEndian(from[Slots.TRACE_ID] + Long.BYTES);
    if ((traceHigh | traceLow) == 0) {
      throw invalid("trace_id", "all zeros" + OTLP_TRACE_EXPECTED);
    }
    requireBytes(Slots.SPAN_ID, 8, "span_id", OTLP_SPAN_EXPECTED);
    id = bigEndian(from[Slots.SPAN_ID]);
    if (id == 0) {
      throw invalid("span_id", "all zeros" + OTLP_SPAN_EXPECTED);
    }
    if (hasText(Slots.PARENT_SPAN_ID)) {
      // Zeros stand for "no parent" with some SDKs and are left to the mapping.
      requireBytes(Slots.PARENT_SPAN_ID, 8, "parent_span_id", " (expected: 0 or 8 bytes)");
    }
    time(Slots.START_TIME, "start_time_unix_nano");
    time(Slots.END_TIME, "end_time_unix_nano");
  }

  /** A log record has no id of its own: what it says tells it apart. */
  private void otlpLog() {
    requireBytes(Slots.TRACE_ID, 16, "trace_id", OTLP_LOG_EXPECTED);
    traceHigh = bigEndian(from[Slots.TRACE_ID]);
    traceLow = bigEndian(from[Slots.TRACE_ID] + Long.BYTES);
    if ((traceHigh | traceLow) == 0) {
      throw invalid("trace_id", "all zeros" + OTLP_LOG_EXPECTED);
    }
    long span = 0;
    if (hasText(Slots.SPAN_ID)) {
      requireBytes(Slots.SPAN_ID, 8, "span_id", " (expected: 0 or 8 bytes)");
      span = bigEndian(from[Slots.SPAN_ID]);
    }
    boolean timed = has(Slots.START_TIME) && numbers[Slots.START_TIME] != 0;
    if (timed) {
      time(Slots.START_TIME, "time_unix_nano");
    } else {
      time(Slots.END_TIME, "observed_time_unix_nano");
    }
    id = ContentHash.mix(contentHash, span) | 1;
  }

  private void otlpPoint() {
    time(Slots.START_TIME, "time_unix_nano");
    id = contentHash | 1;
  }

  private void requireBytes(int slot, int length, String name, String expected) {
    if (!hasText(slot)) {
      throw missing(name, expected);
    }
    if (to[slot] - from[slot] != length) {
      throw invalid(name, to[slot] - from[slot] + " bytes" + expected);
    }
  }

  private void time(int slot, String name) {
    long nanos = has(slot) ? numbers[slot] : 0;
    if (nanos == 0) {
      throw missing(name, " (expected: nanoseconds since 1970-01-01T00:00:00Z)");
    }
    if (!bounds.contains(nanos)) {
      throw WireFault.of(
          RejectionCode.REJECTION_CODE_TIME_OUT_OF_RANGE, name, TimeTexts.outside(nanos, bounds));
    }
  }

  private void requireText(int slot, String name) {
    if (!hasText(slot)) {
      throw missing(name, " (expected: not empty)");
    }
  }

  private boolean has(int slot) {
    return (present & 1 << slot) != 0;
  }

  private boolean hasText(int slot) {
    return has(slot) && to[slot] > from[slot];
  }

  private long bigEndian(int at) {
    return Long.reverseBytes(WireCursor.littleEndian(walk.bytes, at));
  }

  private static WireFault missing(String field, String expected) {
    return WireFault.of(RejectionCode.REJECTION_CODE_MISSING_FIELD, field, "missing" + expected);
  }

  private static WireFault invalid(String field, String reason) {
    return WireFault.of(RejectionCode.REJECTION_CODE_INVALID_FIELD, field, reason);
  }
}
