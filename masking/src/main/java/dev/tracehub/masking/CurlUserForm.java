/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/** The password of {@code curl -u user:password}. Only the password is masked. */
final class CurlUserForm implements Form {

  private static final List<String> OPTIONS = List.of(" -u ", " --user ", " -u", " --user=");
  private static final String COMMAND = "curl ";
  private static final int LONGEST_COMMAND = 256;
  private static final int LONGEST = 512;
  private static final CharClass QUOTES = CharClass.of("\"'\\");
  private static final CharClass OUTSIDE = CharClass.of(" \t\r\n\"'\\");

  @Override
  public Family family() {
    return Family.AUTHORIZATION;
  }

  @Override
  public List<String> anchors() {
    return OPTIONS;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return find(bytes, start, 0, to, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return find(bytes, start, from, to, match);
  }

  private static boolean find(byte[] bytes, int start, int from, int to, Match match) {
    for (String option : OPTIONS) {
      if (Ascii.startsWith(bytes, start, to, option)) {
        return isCommand(bytes, start, from) && password(bytes, start + option.length(), to, match);
      }
    }
    return false;
  }

  private static boolean isCommand(byte[] bytes, int option, int from) {
    int least = Math.max(from, option - LONGEST_COMMAND);
    for (int at = option; at >= least; at--) {
      if (Ascii.startsWith(bytes, at, option + 1, COMMAND)) {
        return true;
      }
    }
    return false;
  }

  private static boolean password(byte[] bytes, int option, int to, Match match) {
    int user = QUOTES.runEnd(bytes, option, Math.min(to, option + 2));
    int last = Math.min(to, user + LONGEST);
    int colon = user;
    while (colon < last && bytes[colon] != ':' && !OUTSIDE.has(bytes[colon])) {
      colon++;
    }
    if (colon >= last || bytes[colon] != ':') {
      return false;
    }
    int end = colon + 1;
    while (end < last && !OUTSIDE.has(bytes[end])) {
      end++;
    }
    return end > colon + 1 && match.set(colon + 1, end);
  }
}
