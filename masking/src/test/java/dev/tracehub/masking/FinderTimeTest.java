/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of ten megabytes that are made to be slow, with all families. */
class FinderTimeTest {

  private static final Finder FINDER = Finder.of(EnumSet.allOf(Family.class));
  private static final int SIZE = 5_000_000;

  /** Twice the time and what a shared machine adds; quadratic time would be hours. */
  private static final long MOST_TIMES = 4;

  private static final long SLACK_NANOS = 2_000_000_000L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-AIza", "authorization: ", "curl -u a:", "secret: \"a1", "\\u0041", "\\\\u002d",
            "{\"a\":\"",
        "4111 ", "a@a.", "1.2.", "여권 ", "DE89 3704 ", "-----BEGIN PRIVATE KEY-----\nA", "[SECRET:"
      })
  void twiceTheText_takesAboutTwiceTheTime(String part) {
    find(part, SIZE / 10);
    long once = find(part, SIZE);
    long twice = find(part, 2 * SIZE);

    System.out.printf("%s: %d ms, %d ms%n", part.strip(), once / 1_000_000, twice / 1_000_000);
    assertThat(twice).isLessThan(MOST_TIMES * once + SLACK_NANOS);
  }

  private static long find(String part, int size) {
    byte[] unit = part.getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[size / unit.length * unit.length];
    for (int at = 0; at < text.length; at += unit.length) {
      System.arraycopy(unit, 0, text, at, unit.length);
    }
    long start = System.nanoTime();
    FINDER.isSuspicious(text);
    FINDER.find(text, true);
    return System.nanoTime() - start;
  }
}
