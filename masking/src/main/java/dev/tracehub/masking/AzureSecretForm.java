/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Client secrets of Entra ID, which have "Q~" after three characters and a digit, and the keys in
 * connection strings of Azure.
 */
final class AzureSecretForm implements Form {

  private static final List<String> KEYS = List.of("AccountKey=", "SharedAccessKey=");
  private static final int BEFORE = 3;
  private static final int LEAST = 31;
  private static final int MOST = 34;
  private static final int LEAST_KEY = 40;
  private static final CharClass CHARACTERS = CharClass.of("0-9A-Za-z_.~-");

  @Override
  public Family family() {
    return Family.AZURE;
  }

  @Override
  public List<String> anchors() {
    return Stream.concat(IntStream.range(0, 10).mapToObj(digit -> digit + "Q~"), KEYS.stream())
        .toList();
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int run = start + BEFORE + LEAST;
    return isKey(bytes, start, to) || (run <= to && CHARACTERS.runEnd(bytes, start, run) == run);
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    for (String key : KEYS) {
      if (Ascii.startsWith(bytes, start, to, key)) {
        int value = start + key.length();
        int end = CharClass.BASE64.runEnd(bytes, value, to);
        return end - value >= LEAST_KEY && match.set(value, end);
      }
    }
    int begin = start - BEFORE;
    int run = start + BEFORE;
    if (begin < Math.max(from, match.done)
        || !Ascii.isDigit(bytes[start])
        || CharClass.WORD_DASH.runEnd(bytes, begin, start) < start
        || !Ascii.isWordStart(bytes, begin, from, CharClass.ALPHANUMERIC)) {
      return false;
    }
    int end = CHARACTERS.runEnd(bytes, run, Math.min(to, run + MOST + 1));
    return end - run >= LEAST && end - run <= MOST && match.set(begin, end);
  }

  private static boolean isKey(byte[] bytes, int start, int to) {
    return KEYS.stream().anyMatch(key -> Ascii.startsWith(bytes, start, to, key));
  }
}
