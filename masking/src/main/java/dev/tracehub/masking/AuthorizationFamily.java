/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * The credentials of an {@code Authorization} header, and what follows the word "Bearer" when it
 * cannot be a word. Only the credentials are masked, the scheme stays.
 */
final class AuthorizationFamily implements SecretFamily {

  private static final List<String> HEADERS = List.of("uthorization", "UTHORIZATION");
  private static final List<String> SCHEMES = List.of("Bearer ", "bearer ", "BEARER ");
  private static final int LEAST_BEARER = 16;
  private static final int LEAST_CREDENTIALS = 6;
  private static final int LONGEST_SCHEME = 20;
  private static final CharClass SPACE = CharClass.of(" \t");

  @Override
  public String name() {
    return "authorization";
  }

  @Override
  public List<String> anchors() {
    return List.of(HEADERS.get(0), HEADERS.get(1), SCHEMES.get(0), SCHEMES.get(1), SCHEMES.get(2));
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return match(bytes, start, start, to, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    for (String scheme : SCHEMES) {
      if (Ascii.startsWith(bytes, start, to, scheme)) {
        return Ascii.isWordStart(bytes, start, from, CharClass.ALPHANUMERIC)
            && bearer(bytes, start + scheme.length(), to, match);
      }
    }
    for (String header : HEADERS) {
      if (Ascii.startsWith(bytes, start, to, header)) {
        int value = Assignment.valueFrom(bytes, start + header.length(), to);
        return value >= 0 && credentials(bytes, value, to, match);
      }
    }
    return false;
  }

  private static boolean bearer(byte[] bytes, int at, int to, Match match) {
    int value = SPACE.runEnd(bytes, at, to);
    int end = Assignment.tokenEnd(bytes, value, to);
    return end - value >= LEAST_BEARER
        && Assignment.hasDigit(bytes, value, end)
        && match.set(value, end);
  }

  private static boolean credentials(byte[] bytes, int value, int to, Match match) {
    int firstEnd = Assignment.tokenEnd(bytes, value, to);
    int scheme = CharClass.LETTERS.runEnd(bytes, value, firstEnd);
    int second = SPACE.runEnd(bytes, firstEnd, to);
    if (scheme == firstEnd && firstEnd - value <= LONGEST_SCHEME && second > firstEnd) {
      int end = Assignment.tokenEnd(bytes, second, to);
      return end - second >= LEAST_CREDENTIALS && match.set(second, end);
    }
    return firstEnd - value >= LEAST_BEARER
        && Assignment.hasDigit(bytes, value, firstEnd)
        && match.set(value, firstEnd);
  }
}
