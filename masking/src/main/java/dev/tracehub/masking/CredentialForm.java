/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is assigned to a password, a secret or a token, when it looks made up by a machine or a
 * careful person. Only the value is masked.
 */
final class CredentialForm implements Form {

  private static final List<String> NAMES =
      Names.variants(
          "secret",
          "token",
          "password",
          "passwd",
          "passphrase",
          "credential",
          "credentials",
          "private_key",
          "access_key");

  private static final NameIndex INDEX = new NameIndex(NAMES);
  private static final Set<String> PAGES = Set.of("next", "page");
  private static final int PAGE = 4;

  private static final CharClass BETWEEN_WORDS = CharClass.of("_-");
  private static final int LEAST = 8;
  private static final int MOST = 256;

  /** Bits a character; of a text of eight different characters it is 3. */
  private static final double LEAST_ENTROPY = 2.5;

  /** What ends a value in quotes. */
  private static final CharClass QUOTED_END = CharClass.of("\"'`\\ \t\r\n<>");

  /** What ends another one, so that code and prose are left out of it. */
  private static final CharClass PLAIN_END = CharClass.of("\"'`\\ \t\r\n<>,;()[]{}|&:=");

  /** What follows a call or a part of an expression. */
  private static final CharClass EXPRESSION = CharClass.of("([{<");

  /** Parts of values that stand for a secret and are none. */
  private static final List<String> STAND_INS =
      List.of(
          "example",
          "xxxx",
          "placeholder",
          "your",
          "change",
          "redacted",
          "masked",
          "****",
          "${",
          "{{",
          "getenv",
          "environ",
          "process.env",
          "config.",
          "secrets.",
          "settings.",
          "self.",
          "this.",
          "string",
          "null",
          "undefined");

  @Override
  public Family family() {
    return Family.CREDENTIAL;
  }

  @Override
  public List<String> anchors() {
    return NAMES;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int value = valueFrom(bytes, start, to);
    return value >= 0 && to - value >= LEAST;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    int value = valueFrom(bytes, start, to);
    if (value < 0 || value >= to || isPosition(bytes, start, from)) {
      return false;
    }
    boolean quoted = bytes[value - 1] == '"' || bytes[value - 1] == '\'';
    CharClass ends = quoted ? QUOTED_END : PLAIN_END;
    int last = (int) Math.min(to, 1L + value + MOST);
    int end = value;
    while (end < last && !ends.has(bytes[end])) {
      end++;
    }
    boolean expression = !quoted && end < to && EXPRESSION.has(bytes[end]);
    int length = end - value;
    return length >= LEAST
        && length <= MOST
        && !expression
        && isRandom(bytes, value, end)
        && match.set(value, end);
  }

  /** Where the value of a name begins; -1 when there is no name or no value. */
  private static int valueFrom(byte[] bytes, int start, int to) {
    int end = INDEX.end(bytes, start, to);
    return end < 0 ? -1 : Assignment.valueFrom(bytes, end, to);
  }

  /** A token that leads to the next page opens nothing. */
  private static boolean isPosition(byte[] bytes, int start, int from) {
    int end = start > from && BETWEEN_WORDS.has(bytes[start - 1]) ? start - 1 : start;
    int word = end - PAGE;
    return word >= from
        && PAGES.contains(
            new String(bytes, word, PAGE, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
  }

  private static boolean isRandom(byte[] bytes, int from, int to) {
    boolean letter = false;
    for (int at = from; at < to; at++) {
      letter |= CharClass.LETTERS.has(bytes[at]);
    }
    return letter
        && Assignment.hasDigit(bytes, from, to)
        && Entropy.ofBytes(bytes, from, to) >= LEAST_ENTROPY
        && !isStandIn(bytes, from, to);
  }

  private static boolean isStandIn(byte[] bytes, int from, int to) {
    String value =
        new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return STAND_INS.stream().anyMatch(value::contains);
  }
}
