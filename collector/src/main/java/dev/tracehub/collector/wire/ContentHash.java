/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fast 64-bit hash of bytes. Good enough to tell contents apart, not to withstand somebody who
 * looks for collisions; lives in memory only, so it may change with any version.
 */
public final class ContentHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long K0 = 0x9E3779B97F4A7C15L;
  private static final long K1 = 0xD6E8FEB86659FD93L;
  private static final long K2 = 0xA0761D6478BD642FL;

  private ContentHash() {}

  /** The hash of a range. */
  public static long of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 2 * Long.BYTES) {
      return small(bytes, from, length);
    }
    long even = K0 ^ length;
    long odd = K1;
    int at = from;
    for (int end = to - 4 * Long.BYTES; at <= end; at += 4 * Long.BYTES) {
      even = mix(word(bytes, at) ^ K2, word(bytes, at + 8) ^ even);
      odd = mix(word(bytes, at + 16) ^ K1, word(bytes, at + 24) ^ odd);
    }
    for (int end = to - 2 * Long.BYTES; at < end; at += 2 * Long.BYTES) {
      even = mix(word(bytes, at) ^ K2, word(bytes, at + 8) ^ even);
    }
    // The last 16 bytes overlap what was read: no loop for the rest.
    even = mix(word(bytes, to - 16) ^ K0, word(bytes, to - 8) ^ even);
    return mix(even, odd ^ K2);
  }

  /** Mixes two numbers into one; every bit of both matters. */
  public static long mix(long left, long right) {
    return Math.multiplyHigh(left, right) ^ (left * right) ^ left ^ Long.rotateLeft(right, 32);
  }

  private static long small(byte[] bytes, int from, int length) {
    long low;
    long high;
    if (length >= Long.BYTES) {
      low = word(bytes, from);
      high = word(bytes, from + length - Long.BYTES);
    } else if (length >= Integer.BYTES) {
      low = (int) INTS.get(bytes, from);
      high = (int) INTS.get(bytes, from + length - Integer.BYTES);
    } else if (length > 0) {
      low = bytes[from];
      high = (long) bytes[from + (length >> 1)] << 8 ^ bytes[from + length - 1];
    } else {
      low = 0;
      high = 0;
    }
    return mix(mix(low ^ K2, high ^ K1 ^ length), K0);
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }
}
