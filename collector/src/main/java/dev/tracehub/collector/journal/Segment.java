/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.Optional;

/**
 * A segment file: positions from {@code base} to {@code limit()}.
 *
 * @param base the position of the file's first byte
 * @param capacity positions that belong to it; the file may be shorter, when recovery cut it
 * @param fileBytes the file's size
 * @param salt what its checksums were made with
 */
record Segment(long base, long capacity, long fileBytes, long salt) {

  private static final String SUFFIX = ".journal";

  String name() {
    return fileName(base, SUFFIX);
  }

  /** The base that the name of a segment file says; empty for other names. */
  static Optional<Long> baseOf(String name) {
    return positionOf(name, SUFFIX);
  }

  /** The name of a file about a position; names sort like positions. */
  static String fileName(long position, String suffix) {
    return String.format("%019d%s", position, suffix);
  }

  /** The position that a name made by {@link #fileName} is about; empty for other names. */
  static Optional<Long> positionOf(String name, String suffix) {
    int digits = name.length() - suffix.length();
    if (digits != 19 || !name.endsWith(suffix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseUnsignedLong(name, 0, digits, 10));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Where its first frame is. */
  long first() {
    return base + SegmentHeader.BYTES;
  }

  /** The position after it, where the next segment may begin. */
  long limit() {
    return base + capacity;
  }
}
