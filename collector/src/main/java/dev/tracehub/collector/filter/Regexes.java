/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Checks regular expressions before a store meets them. */
final class Regexes {

  /** The most instructions that a pattern may compile to, by an upper bound from its text. */
  static final long MAX_SIZE = 100_000;

  private static final Pattern REPEAT =
      Pattern.compile("(\\))?\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

  private Regexes() {}

  /** Why the pattern cannot be used; empty when it can. */
  static Optional<String> problemOf(String pattern) {
    if (pattern.length() > FilterParser.MAX_REGEX_LENGTH) {
      return Optional.of(
          "pattern of "
              + pattern.length()
              + " characters (expected: at most "
              + FilterParser.MAX_REGEX_LENGTH
              + ")");
    }
    if (sizeBound(pattern) > MAX_SIZE) {
      return Optional.of("pattern repeats too much (expected: smaller nested repetitions)");
    }
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("pattern: " + e.getMessage() + " (expected: RE2 syntax)");
    }
  }

  /**
   * RE2 matches in linear time but copies what a counted repetition repeats, so that {@code
   * ((a{1000}){1000}){1000}} would fill the heap before it is refused. Only groups can nest, hence
   * the product of their counts times the greatest other count times the length is a bound.
   */
  private static long sizeBound(String pattern) {
    double groups = 1;
    double others = 1;
    Matcher repeats = REPEAT.matcher(pattern);
    while (repeats.find()) {
      String upper = repeats.group(3);
      int count = Integer.parseInt(upper == null || upper.isEmpty() ? repeats.group(2) : upper);
      if (repeats.group(1) != null) {
        groups *= Math.max(1, count);
      } else {
        others = Math.max(others, count);
      }
    }
    return (long) (pattern.length() * groups * others);
  }
}
