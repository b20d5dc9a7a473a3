/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * The password among the parameters of a URL, such as {@code jdbc:postgresql://db/shop?password=x}.
 * Only the value is masked.
 */
final class QueryPasswordForm implements Form {

  private static final List<String> NAMES = List.of("password=", "Password=", "pwd=", "Pwd=");
  private static final int LONGEST = 512;
  private static final CharClass BEFORE = CharClass.of("?&;");

  /** What ends a parameter. */
  private static final CharClass OUTSIDE = CharClass.of("&;# \t\r\n\"'<>\\`,)]}");

  @Override
  public Family family() {
    return Family.URL_PASSWORD;
  }

  @Override
  public List<String> anchors() {
    return NAMES;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return find(bytes, start, to, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return start > from && BEFORE.has(bytes[start - 1]) && find(bytes, start, to, match);
  }

  private static boolean find(byte[] bytes, int start, int to, Match match) {
    for (String name : NAMES) {
      if (Ascii.startsWith(bytes, start, to, name)) {
        int value = start + name.length();
        int last = Math.min(to, value + LONGEST);
        int end = value;
        while (end < last && !OUTSIDE.has(bytes[end])) {
          end++;
        }
        return end > value && match.set(value, end);
      }
    }
    return false;
  }
}
