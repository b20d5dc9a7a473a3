/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds a text that everything that a pattern matches must have, so that a prefilter can look for
 * it. Reads only what is plain; where it is in doubt there is none.
 */
final class RequiredLiteral {

  private static final int LEAST_BYTES = 3;
  private static final String STOPS = ".[]^$";

  private final String pattern;
  private final StringBuilder run = new StringBuilder();
  private String best = "";
  private int at;

  private RequiredLiteral(String pattern) {
    this.pattern = pattern;
  }

  /** The longest such text of three bytes or more; empty when there is none. */
  static Optional<String> of(String pattern) {
    // Flags change what letters mean, and \\Q what everything means.
    if (pattern.contains("\\Q") || hasFlags(pattern)) {
      return Optional.empty();
    }
    return Optional.of(new RequiredLiteral(pattern).read())
        .filter(text -> text.getBytes(StandardCharsets.UTF_8).length >= LEAST_BYTES);
  }

  /** Whether a "(?" begins anything but a group that is not kept or has a name. */
  private static boolean hasFlags(String pattern) {
    for (int at = pattern.indexOf("(?"); at >= 0; at = pattern.indexOf("(?", at + 2)) {
      if (at + 2 >= pattern.length() || ":P<".indexOf(pattern.charAt(at + 2)) < 0) {
        return true;
      }
    }
    return false;
  }

  private String read() {
    while (at < pattern.length()) {
      char here = pattern.charAt(at++);
      switch (here) {
        case '\\' -> escape();
        case '[' -> skipClass();
        case '(' -> skipGroup();
        case '+' -> end();
        case '|' -> {
          // One of several: none of them is required.
          return "";
        }
        case '*', '?' -> endWithoutLast();
        case '{' -> {
          endWithoutLast();
          at = after('}');
        }
        default -> {
          if (STOPS.indexOf(here) >= 0 || here == ')') {
            end();
          } else {
            run.append(here);
          }
        }
      }
    }
    end();
    return best;
  }

  private void escape() {
    char escaped = at < pattern.length() ? pattern.charAt(at++) : ' ';
    if (Character.isLetterOrDigit(escaped)) {
      end();
      // \x{..} and \p{..} have a part in braces, \x.. two digits that must not pass for letters.
      at = escaped == 'x' || escaped == 'p' || escaped == 'P' ? afterCode() : at;
    } else {
      run.append(escaped);
    }
  }

  private int afterCode() {
    if (at < pattern.length() && pattern.charAt(at) == '{') {
      return after('}');
    }
    return Math.min(pattern.length(), at + 2);
  }

  private int after(char end) {
    int found = pattern.indexOf(end, at);
    return found < 0 ? pattern.length() : found + 1;
  }

  private void skipClass() {
    end();
    at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
    int first = at;
    int depth = 1;
    while (at < pattern.length() && depth > 0) {
      char here = pattern.charAt(at++);
      if (here == '\\') {
        at++;
      } else if (here == '[' && at < pattern.length() && pattern.charAt(at) == ':') {
        depth++;
      } else if (here == ']' && at - 1 > first) {
        depth--;
      }
    }
    at = Math.min(at, pattern.length());
  }

  /** What is in a group may be repeated or left out: none of it is asked for. */
  private void skipGroup() {
    end();
    int depth = 1;
    while (at < pattern.length() && depth > 0) {
      char here = pattern.charAt(at++);
      if (here == '\\') {
        at++;
      } else if (here == '[') {
        skipClass();
      } else if (here == '(') {
        depth++;
      } else if (here == ')') {
        depth--;
      }
    }
    at = Math.min(at, pattern.length());
  }

  private void endWithoutLast() {
    run.setLength(Math.max(0, run.length() - 1));
    end();
  }

  private void end() {
    if (run.length() > best.length()) {
      best = run.toString();
    }
    run.setLength(0);
  }
}
