/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;

/** Ids of OTLP as the model writes them. */
public final class Ids {

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Ids() {}

  /** Lower-case hexadecimal digits. */
  public static String hex(ByteString id) {
    char[] text = new char[id.size() * 2];
    for (int i = 0; i < id.size(); i++) {
      int value = id.byteAt(i);
      text[2 * i] = DIGITS[(value >> 4) & 0xf];
      text[2 * i + 1] = DIGITS[value & 0xf];
    }
    return new String(text);
  }

  /** Whether an id has this size and is not all zeros. */
  public static boolean isValid(ByteString id, int size) {
    if (id.size() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (id.byteAt(i) != 0) {
        return true;
      }
    }
    return false;
  }
}
