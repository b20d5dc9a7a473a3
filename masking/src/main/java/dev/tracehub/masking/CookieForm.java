/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/** The cookies of a {@code Cookie} or {@code Set-Cookie} header (RFC 6265), all of them at once. */
final class CookieForm implements Form {

  private static final List<String> NAMES = List.of("ookie", "OOKIE");
  private static final int LEAST = 10;
  private static final int MOST = 8192;
  private static final CharClass OUTSIDE = CharClass.of("\"'`\\\r\n<>");
  private static final CharClass COOKIE_NAME = CharClass.of("0-9A-Za-z_.$!#%&*+^|~-");

  @Override
  public Family family() {
    return Family.COOKIE;
  }

  @Override
  public List<String> anchors() {
    return NAMES;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return match(bytes, start, start, to, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    int name = NAMES.get(0).length();
    if (!Ascii.startsWith(bytes, start, to, NAMES.get(0))
        && !Ascii.startsWith(bytes, start, to, NAMES.get(1))) {
      return false;
    }
    int value = Assignment.valueFrom(bytes, start + name, to);
    if (value < 0) {
      return false;
    }
    int last = Math.min(to, value + MOST);
    int sign = COOKIE_NAME.runEnd(bytes, value, last);
    if (sign == value || sign >= last || bytes[sign] != '=') {
      return false;
    }
    int end = sign;
    // A next header of the same kind begins no value anew, so that reading them is linear.
    while (end < last && !OUTSIDE.has(bytes[end])) {
      end++;
    }
    return end - value >= LEAST && match.set(value, end);
  }
}
