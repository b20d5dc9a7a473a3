/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * The password in a URL such as {@code postgres://user:password@host}. Only the password is masked.
 */
final class UrlPasswordForm implements Form {

  private static final String ANCHOR = "://";
  private static final int LONGEST_USER_INFO = 512;
  private static final CharClass SCHEME = CharClass.of("0-9A-Za-z+.-");

  /** What ends a URL or its authority before an @ could come. */
  private static final CharClass OUTSIDE = CharClass.of(" \t\r\n/\"'<>\\`");

  @Override
  public Family family() {
    return Family.URL_PASSWORD;
  }

  @Override
  public List<String> anchors() {
    return List.of(ANCHOR);
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return find(bytes, start, to, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return start > from && SCHEME.has(bytes[start - 1]) && find(bytes, start, to, match);
  }

  private static boolean find(byte[] bytes, int start, int to, Match match) {
    int last = Math.min(to, start + ANCHOR.length() + LONGEST_USER_INFO);
    int colon = -1;
    for (int at = start + ANCHOR.length(); at < last && !OUTSIDE.has(bytes[at]); at++) {
      if (bytes[at] == ':' && colon < 0) {
        colon = at;
      } else if (bytes[at] == '@') {
        return colon >= 0 && at > colon + 1 && match.set(colon + 1, at);
      }
    }
    return false;
  }
}
