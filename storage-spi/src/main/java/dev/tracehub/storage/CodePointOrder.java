/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.Comparator;

/**
 * Orders text by code point, which is also the order of its UTF-8 bytes and so of most databases.
 * {@link String#compareTo} differs: it puts characters beyond U+FFFF before those from U+E000 on.
 */
public final class CodePointOrder {

  /** The order. Thread-safe. */
  public static final Comparator<String> INSTANCE = CodePointOrder::compare;

  private CodePointOrder() {}

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return Integer.compare(rank(left), rank(right));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Lifts surrogates, which stand for the highest code points, above all other units. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
