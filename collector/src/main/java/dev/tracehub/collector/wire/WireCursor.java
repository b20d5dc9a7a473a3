/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the wire format byte by byte and never past the end it is given. Stricter than protobuf
 * where that costs no sender anything: tags and lengths are at most five bytes, groups are refused.
 */
class WireCursor {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NOTHING = new byte[0];
  private static final int MAX_VARINT_BYTES = 10;

  byte[] bytes = NOTHING;

  /** The next byte to read. */
  int position;

  /** Where the value of the field that was read last begins. */
  int valueFrom;

  /** The number in the field that was read last, if it holds one. */
  long number;

  /** Lets go of the bytes. */
  final void forget() {
    bytes = NOTHING;
    position = 0;
  }

  /** Reads a tag: never 0, its field number at least 1. */
  final int readTag(int end) {
    int start = position;
    int first = bytes[start];
    if (first >= 8) {
      position = start + 1;
      return first;
    }
    if (first < 0 && end - start >= 2 && bytes[start + 1] > 0) {
      position = start + 2;
      return (first & 0x7F) | bytes[start + 1] << 7;
    }
    return readLongTag(start, end);
  }

  private int readLongTag(int start, int end) {
    long tag = readVarint(start, end);
    if (tag >>> 32 != 0 || position - start > 5) {
      throw WireFault.malformed(
          start, "tag of " + (position - start) + " bytes (expected: 1 to 5)");
    }
    if (tag >>> 3 == 0) {
      throw WireFault.malformed(start, "field number 0 (expected: >= 1)");
    }
    return (int) tag;
  }

  /** Reads a varint of the field that starts at the given index. */
  final long readVarint(int start, int end) {
    int at = position;
    if (at < end && bytes[at] >= 0) {
      position = at + 1;
      return bytes[at];
    }
    return readLongVarint(start, end);
  }

  private long readLongVarint(int start, int end) {
    long result = 0;
    int at = position;
    int last = Math.min(end, at + MAX_VARINT_BYTES);
    for (int shift = 0; at < last; shift += 7) {
      byte next = bytes[at++];
      result |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        position = at;
        return result;
      }
    }
    throw at == end
        ? WireFault.malformed(start, "cut off inside a varint")
        : WireFault.malformed(start, "varint of over 10 bytes (expected: 1 to 10)");
  }

  /** Reads the length of a field and checks that so many bytes follow. */
  final int readLength(int start, int end) {
    int before = position;
    long length = readVarint(start, end);
    if (position - before > 5 || length > Integer.MAX_VALUE) {
      throw WireFault.malformed(
          start, "length " + Long.toUnsignedString(length) + " (expected: at most 2147483647)");
    }
    if (length > end - position) {
      throw WireFault.malformed(
          start, "cut off: " + (end - position) + " bytes left (expected: " + length + " bytes)");
    }
    return (int) length;
  }

  /** Eight bytes as a little-endian number. */
  static long littleEndian(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  final void readFixed64(int start, int end) {
    requireBytes(Long.BYTES, start, end);
    number = littleEndian(bytes, position);
    position += Long.BYTES;
  }

  final void readFixed32(int start, int end) {
    requireBytes(Integer.BYTES, start, end);
    number = (int) INTS.get(bytes, position);
    position += Integer.BYTES;
  }

  private void requireBytes(int count, int start, int end) {
    if (end - position < count) {
      throw WireFault.malformed(
          start, "cut off: " + (end - position) + " bytes left (expected: " + count + " bytes)");
    }
  }

  private void skip(int length) {
    position += length;
  }

  /** Passes over the value of a field that nobody looks at. */
  final void skipValue(int tag, int start, int end) {
    switch (tag & 7) {
      case Wire.VARINT -> readVarint(start, end);
      case Wire.FIXED64 -> readFixed64(start, end);
      case Wire.FIXED32 -> readFixed32(start, end);
      case Wire.LENGTH -> skip(readLength(start, end));
      default ->
          throw WireFault.malformed(start, "wire type " + (tag & 7) + " (expected: 0, 1, 2 or 5)");
    }
  }
}
