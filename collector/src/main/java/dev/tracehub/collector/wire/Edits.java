/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.util.Arrays;

/**
 * Changes of a message's bytes, in the order of the bytes and apart from each other. For one
 * thread.
 */
public final class Edits {

  private static final byte[] NOTHING = new byte[0];

  private int[] ranges = new int[16];
  private byte[][] replacements = new byte[8][];
  private int size;

  /** Replaces a part of a text or of opaque bytes. */
  public void replace(int from, int to, byte[] replacement) {
    if (size == replacements.length) {
      replacements = Arrays.copyOf(replacements, size * 2);
      ranges = Arrays.copyOf(ranges, size * 4);
    }
    ranges[size * 2] = from;
    ranges[size * 2 + 1] = to;
    replacements[size++] = replacement;
  }

  /** Takes out a whole field, its tag included. */
  public void delete(int from, int to) {
    replace(from, to, NOTHING);
  }

  /** Whether nothing is to be changed. */
  public boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  int from(int edit) {
    return ranges[edit * 2];
  }

  int to(int edit) {
    return ranges[edit * 2 + 1];
  }

  byte[] replacement(int edit) {
    return replacements[edit];
  }
}
