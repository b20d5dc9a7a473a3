/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** How evenly bytes are spread (Shannon). */
final class Entropy {

  private Entropy() {}

  /** Bits a byte; 0 for none. */
  static double ofBytes(byte[] bytes, int from, int to) {
    int[] counts = new int[1 << Byte.SIZE];
    for (int at = from; at < to; at++) {
      counts[bytes[at] & 0xFF]++;
    }
    double length = Math.max(1, to - from);
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count / length * Math.log(count / length) / Math.log(2);
      }
    }
    return bits;
  }
}
