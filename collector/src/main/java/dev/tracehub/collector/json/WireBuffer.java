/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import java.util.Arrays;

/** Protobuf's wire format, written front to back into an array that grows. For one thread. */
final class WireBuffer {

  private static final int REPLACEMENT = 0xFFFD;

  private byte[] bytes;
  private int size;

  WireBuffer(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void fixed32(int value) {
    ensure(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void fixed64(long value) {
    ensure(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Bytes with their length before them. */
  void lengthAndBytes(byte[] value) {
    varint(value.length);
    raw(value);
  }

  /** Bytes as they are. */
  void raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /**
   * Text in UTF-8 with its length before it. Half of a surrogate pair, as left by senders that cut
   * a text, becomes U+FFFD: the wire format has no form for it.
   */
  void lengthAndText(String text) {
    int start = begin();
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ensure(1);
        bytes[size++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        codePoint(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        codePoint(Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    end(start);
  }

  /** Begins something with its length before it; {@link #end} takes the answer. */
  int begin() {
    ensure(1);
    return size++;
  }

  /** One byte was left for the length; what needs more is moved up. */
  void end(int start) {
    int body = start + 1;
    int length = size - body;
    int more = (31 - Integer.numberOfLeadingZeros(length | 1)) / 7;
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, body, bytes, body + more, length);
    }
    size = start;
    varint(length);
    size += length;
  }

  private void codePoint(int c) {
    ensure(4);
    if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | (c >>> 6));
    } else {
      if (c < 0x10000) {
        bytes[size++] = (byte) (0xE0 | (c >>> 12));
      } else {
        bytes[size++] = (byte) (0xF0 | (c >>> 18));
        bytes[size++] = (byte) (0x80 | ((c >>> 12) & 0x3F));
      }
      bytes[size++] = (byte) (0x80 | ((c >>> 6) & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (c & 0x3F));
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
