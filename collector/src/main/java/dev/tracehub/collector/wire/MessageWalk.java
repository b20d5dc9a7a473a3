/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks a message and everything in it, checking wire validity, UTF-8, nesting and limits. Makes no
 * garbage as long as it finds no fault. For one thread.
 */
final class MessageWalk extends WireCursor {

  private static final int MAX_COUNTERS_PER_LEVEL = 16;

  private final int maxDepth;
  private final int maxUnknownFields;

  /** Entries seen of each repeated field, of all messages that are open: a stack. */
  private final int[] counts;

  private int countsTop;
  private int unknownFields;
  private int mapEntries;
  private int listNumbers;

  MessageWalk(IngestLimits limits) {
    maxDepth = limits.depth();
    maxUnknownFields = limits.unknownFields();
    counts = new int[(maxDepth + 1) * MAX_COUNTERS_PER_LEVEL];
  }

  /** Begins a message that is walked for itself: a batch or a record. */
  void reset(byte[] message, int from) {
    bytes = message;
    position = from;
    countsTop = 0;
    unknownFields = 0;
  }

  /** Entries of maps met so far. */
  int mapEntries() {
    return mapEntries;
  }

  /** Numbers in lists of numbers met so far. */
  int listNumbers() {
    return listNumbers;
  }

  /** Opens a message and answers what {@link #field} and {@link #close} want to have. */
  int open(MessageShape shape) {
    int base = countsTop;
    int counters = shape.counters();
    if (counters > 0) {
      countsTop = base + counters;
      Arrays.fill(counts, base, countsTop, 0);
    }
    return base;
  }

  void close(int base) {
    countsTop = base;
  }

  /** Walks what is left up to the end. */
  void message(MessageShape shape, int end, int depth) {
    int base = open(shape);
    while (position < end) {
      field(shape, base, end, depth);
    }
    close(base);
  }

  /**
   * Walks the field at the position.
   *
   * @return its shape; null when this version does not know the field
   */
  @Nullable FieldShape field(MessageShape shape, int base, int end, int depth) {
    int start = position;
    int tag = readTag(end);
    FieldShape field = shape.field(tag >>> 3);
    if (field == null) {
      skipUnknown(tag, start, end);
      return null;
    }
    header(field, tag, base, start);
    switch (tag & 7) {
      case Wire.VARINT -> varint(field, start, end);
      case Wire.FIXED64 -> fixed64(field, start, end);
      case Wire.FIXED32 -> readFixed32(start, end);
      default -> lengthDelimited(field, base, start, end, depth);
    }
    return field;
  }

  /** Checks the wire type of a known field and counts it. */
  void header(FieldShape field, int tag, int base, int start) {
    if ((tag & 7) != field.wireType && (tag & 7) != field.elementType) {
      throw WireFault.malformed(
          start, "wire type " + (tag & 7) + " (expected: " + field.wireType + ")");
    }
    if (field.counter >= 0) {
      count(field, base, start, 1);
      listNumbers += (tag & 7) != field.wireType ? 1 : 0;
    }
  }

  private void count(FieldShape field, int base, int start, int more) {
    counts[base + field.counter] += more;
    if (counts[base + field.counter] > field.countLimit) {
      throw WireFault.tooLarge(
          start, "more than " + field.countLimit + " (expected: at most " + field.countLimit + ")");
    }
  }

  void skipUnknown(int tag, int start, int end) {
    if (++unknownFields > maxUnknownFields) {
      throw WireFault.of(
          dev.tracehub.v1.RejectionCode.REJECTION_CODE_TOO_LARGE,
          "",
          "more unknown fields than " + maxUnknownFields + " (expected: at most as many)");
    }
    skipValue(tag, start, end);
  }

  private void varint(FieldShape field, int start, int end) {
    number = readVarint(start, end);
    switch (field.check) {
      case ENUM -> requireAtMost(field.limit, start);
      case COUNT -> requireAtMost(IngestLimits.MAX_REPORTED_COUNT, start);
      case UNSIGNED -> requireAtMost(Long.MAX_VALUE, start);
      default -> {}
    }
  }

  private void requireAtMost(long most, int start) {
    if (Long.compareUnsigned(number, most) > 0) {
      throw WireFault.invalid(
          start, Long.toUnsignedString(number) + " (expected: 0 to " + most + ")");
    }
  }

  private void fixed64(FieldShape field, int start, int end) {
    readFixed64(start, end);
    if (field.check == FieldShape.Check.FINITE
        && !Double.isFinite(Double.longBitsToDouble(number))) {
      throw WireFault.invalid(
          start, Double.longBitsToDouble(number) + " (expected: a finite number)");
    }
  }

  private void lengthDelimited(FieldShape field, int base, int start, int end, int depth) {
    int length = readLength(start, end);
    int from = position;
    int to = from + length;
    if (field.check == FieldShape.Check.MESSAGE) {
      nested(field, start, to, depth);
    } else if (field.elementType != field.wireType) {
      // The field itself was counted as one number.
      count(field, base, start, numbers(field, start, to) - 1);
    } else if (field.check != FieldShape.Check.BYTES) {
      TextChecks.check(field, bytes, start, from, to);
    }
    valueFrom = from;
    position = to;
  }

  /** Walks packed numbers and answers how many there are. */
  private int numbers(FieldShape field, int start, int to) {
    int count = 0;
    while (position < to) {
      if (field.elementType == Wire.VARINT) {
        number = readVarint(start, to);
      } else {
        readFixed64(start, to);
      }
      count++;
    }
    listNumbers += count;
    return count;
  }

  private void nested(FieldShape field, int start, int to, int depth) {
    if (to - position > field.limit) {
      throw tooManyBytes(field, start, to - position);
    }
    if (depth >= maxDepth) {
      throw WireFault.tooLarge(
          start, "nested over " + maxDepth + " levels deep (expected: at most " + maxDepth + ")");
    }
    if (field.map) {
      mapEntries++;
    }
    MessageShape child = field.child;
    if (child != null) {
      message(child, to, depth + 1);
    }
  }

  static WireFault tooManyBytes(FieldShape field, int start, int length) {
    return WireFault.tooLarge(start, length + " bytes (expected: at most " + field.limit + ")");
  }
}
