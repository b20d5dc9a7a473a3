/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that bytes are well-formed UTF-8, as protobuf demands it of strings. */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether the range holds nothing but well-formed UTF-8. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int at = asciiEnd(bytes, from, to);
    while (at < to) {
      int length = sequenceLength(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
      if (at < to && bytes[at] >= 0) {
        at = asciiEnd(bytes, at, to);
      }
    }
    return true;
  }

  /** Where the ASCII that begins here ends. */
  private static int asciiEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
      long high = word(bytes, at) & HIGH_BITS;
      if (high != 0) {
        return at + firstByte(high);
      }
    }
    if (at == to) {
      return to;
    }
    if (to >= Long.BYTES) {
      // The last word overlaps what was read; that is shifted out.
      int read = Long.BYTES - (to - at);
      long high = (word(bytes, to - Long.BYTES) >>> (read * Byte.SIZE)) & HIGH_BITS;
      return high == 0 ? to : at + firstByte(high);
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** Which byte of a little-endian word has the first of these bits. */
  private static int firstByte(long highBits) {
    return Long.numberOfTrailingZeros(highBits) / Byte.SIZE;
  }

  /** The number of characters (code points) in well-formed UTF-8. */
  static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      if (!isContinuation(bytes[at])) {
        count++;
      }
    }
    return count;
  }

  /** The length of the multi-byte sequence that begins here; 0 when there is none. */
  private static int sequenceLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead >= 0xE0 && lead <= 0xEF) {
      return to - at >= 3 && isThree(lead, bytes[at + 1], bytes[at + 2]) ? 3 : 0;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      return to - at >= 2 && isContinuation(bytes[at + 1]) ? 2 : 0;
    }
    return to - at >= 4 && isFour(lead, bytes, at) ? 4 : 0;
  }

  private static boolean isThree(int lead, byte second, byte third) {
    int unsigned = second & 0xFF;
    // No second form of what two bytes can say, and no UTF-16 surrogates.
    return isContinuation(second)
        && isContinuation(third)
        && (lead != 0xE0 || unsigned >= 0xA0)
        && (lead != 0xED || unsigned < 0xA0);
  }

  private static boolean isFour(int lead, byte[] bytes, int at) {
    int unsigned = bytes[at + 1] & 0xFF;
    // No second form of what three bytes can say, and nothing above U+10FFFF.
    return lead >= 0xF0
        && lead <= 0xF4
        && isContinuation(bytes[at + 1])
        && isContinuation(bytes[at + 2])
        && isContinuation(bytes[at + 3])
        && (lead != 0xF0 || unsigned >= 0x90)
        && (lead != 0xF4 || unsigned < 0x90);
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }
}
