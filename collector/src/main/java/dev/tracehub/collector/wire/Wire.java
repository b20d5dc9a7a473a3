/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

/** Numbers of the protobuf wire format, and reading of bytes that are known to be well-formed. */
final class Wire {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private Wire() {}

  /** How many bytes the number takes as a varint. */
  static int varintSize(int number) {
    int size = 1;
    for (int rest = number >>> 7; rest != 0; rest >>>= 7) {
      size++;
    }
    return size;
  }

  /** Writes a varint and answers the index after it. */
  static int putVarint(byte[] bytes, int at, int number) {
    int rest = number;
    int next = at;
    while ((rest & ~0x7F) != 0) {
      bytes[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }
}
