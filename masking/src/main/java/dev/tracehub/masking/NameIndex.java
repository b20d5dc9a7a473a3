/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names by their first byte, the longest first. Immutable, thread-safe. */
final class NameIndex {

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();

  private final List<List<String>> byFirst = new ArrayList<>();

  /** An index of names of ASCII characters. */
  NameIndex(List<String> names) {
    for (int first = 0; first < 1 << Byte.SIZE; first++) {
      int here = first;
      byFirst.add(
          names.stream().filter(name -> name.charAt(0) == here).sorted(LONGEST_FIRST).toList());
    }
  }

  /** The end of the longest name that begins here; -1 when none does. */
  int end(byte[] bytes, int start, int to) {
    List<String> names = byFirst.get(bytes[start] & 0xFF);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (Ascii.startsWith(bytes, start, to, name)) {
        return start + name.length();
      }
    }
    return -1;
  }
}
