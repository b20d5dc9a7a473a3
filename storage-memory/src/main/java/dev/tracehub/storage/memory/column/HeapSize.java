/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import java.util.List;

/**
 * What objects take of the heap, for a 64-bit JVM with compressed references: headers, references
 * and padding included. A JVM without them takes more; the bound of the store is then a little
 * looser than it says.
 */
public final class HeapSize {

  /** Bytes of a reference. */
  public static final int REFERENCE = 4;

  private static final int OBJECT_HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int ALIGNMENT = 8;

  private HeapSize() {}

  /** An object whose fields take {@code fieldBytes}. */
  public static long object(long fieldBytes) {
    return align(OBJECT_HEADER + fieldBytes);
  }

  /** An array of {@code length} elements of {@code elementBytes} each. */
  public static long array(long length, int elementBytes) {
    return align(ARRAY_HEADER + length * elementBytes);
  }

  /** A dictionary's value: a string or a list of strings. */
  public static long value(Object value) {
    if (value instanceof String text) {
      return string(text);
    }
    if (value instanceof List<?> list) {
      long bytes = object(REFERENCE) + array(list.size(), REFERENCE);
      for (Object element : list) {
        bytes += value(element);
      }
      return bytes;
    }
    throw new IllegalArgumentException("value: " + value.getClass() + " (expected: text or list)");
  }

  private static long string(String text) {
    // The empty string is one shared object.
    return text.isEmpty() ? 0 : object(REFERENCE + 5) + array(text.length(), bytesPerChar(text));
  }

  private static int bytesPerChar(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return 2;
      }
    }
    return 1;
  }

  private static long align(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
