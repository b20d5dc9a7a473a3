/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The credentials of an {@code Authorization} header, what follows the word "Bearer" when it cannot
 * be a word, and what follows "Basic" when it is the base64 of a name and a password. Only the
 * credentials are masked, the scheme stays.
 */
final class AuthorizationForm implements Form {

  private static final List<String> HEADERS = List.of("uthorization", "UTHORIZATION");
  private static final List<String> SCHEMES = List.of("Bearer ", "bearer ", "BEARER ");
  private static final List<String> BASIC = List.of("Basic ", "basic ", "BASIC ");
  private static final Set<String> KNOWN_SCHEMES =
      Set.of("basic", "bearer", "digest", "token", "negotiate", "ntlm", "apikey", "key", "oauth");

  private static final int LEAST_BEARER = 16;
  private static final int LEAST_CREDENTIALS = 6;
  private static final int LEAST_BASIC = 8;
  private static final int LONGEST_BASIC = 1024;
  private static final int LONGEST_SCHEME = 20;
  private static final CharClass SPACE = CharClass.of(" \t");

  @Override
  public Family family() {
    return Family.AUTHORIZATION;
  }

  @Override
  public List<String> anchors() {
    return Stream.of(HEADERS, SCHEMES, BASIC).flatMap(List::stream).toList();
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
    for (String scheme : BASIC) {
      if (Ascii.startsWith(bytes, start, to, scheme)) {
        return Ascii.isWordStart(bytes, start, from, CharClass.ALPHANUMERIC)
            && basic(bytes, start + scheme.length(), to, match);
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

  private static boolean basic(byte[] bytes, int at, int to, Match match) {
    int value = SPACE.runEnd(bytes, at, to);
    int end = Assignment.tokenEnd(bytes, value, Math.min(to, value + LONGEST_BASIC));
    return end - value >= LEAST_BASIC
        && BasicCredentials.areAt(bytes, value, end)
        && match.set(value, end);
  }

  private static boolean credentials(byte[] bytes, int value, int to, Match match) {
    int firstEnd = Assignment.tokenEnd(bytes, value, to);
    int scheme = CharClass.LETTERS.runEnd(bytes, value, firstEnd);
    int second = SPACE.runEnd(bytes, firstEnd, to);
    if (scheme == firstEnd && firstEnd - value <= LONGEST_SCHEME && second > firstEnd) {
      int end = Assignment.tokenEnd(bytes, second, to);
      // After a word that is no scheme may come any other one: code has variables of this name.
      return end - second >= LEAST_CREDENTIALS
          && (isScheme(bytes, value, firstEnd) || Assignment.hasDigit(bytes, second, end))
          && match.set(second, end);
    }
    return firstEnd - value >= LEAST_BEARER
        && Assignment.hasDigit(bytes, value, firstEnd)
        && match.set(value, firstEnd);
  }

  private static boolean isScheme(byte[] bytes, int from, int to) {
    String word = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return KNOWN_SCHEMES.contains(word.toLowerCase(Locale.ROOT));
  }
}
