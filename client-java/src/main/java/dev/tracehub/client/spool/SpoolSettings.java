/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Where a spool is and how large it may become. Immutable.
 *
 * @param directory made when the first batch is written; several processes may share one, if they
 *     send to the same project
 * @param maxBytes most bytes that one client holds on disk, what it took over included
 */
public record SpoolSettings(Path directory, long maxBytes) {

  /** Smallest value of {@link #maxBytes}: {@value}. */
  public static final long LEAST_BYTES = 1L << 20;

  private static final long LARGEST_SEGMENT = 8L << 20;
  private static final int LEAST_SEGMENTS = 16;

  public SpoolSettings {
    if (!directory.getFileSystem().equals(FileSystems.getDefault())) {
      throw new IllegalArgumentException(
          "directory: " + directory + " (expected: a path of the default file system)");
    }
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes: " + maxBytes + " (expected: >= " + LEAST_BYTES + ")");
    }
  }

  /** A segment is what is dropped at once when there is no room: a small part of the whole. */
  long segmentBytes() {
    return Math.min(LARGEST_SEGMENT, maxBytes / LEAST_SEGMENTS);
  }
}
