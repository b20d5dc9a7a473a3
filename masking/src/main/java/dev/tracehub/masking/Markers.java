/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;

/**
 * What is put in the place of a find: a word in brackets that says of which family it was. The word
 * tells who masked, and nothing of what was found.
 */
public final class Markers {

  /** How the collector's markers of secrets begin: {@value}. */
  public static final String SECRET = "[SECRET:";

  /** How the collector's markers of personal data begin: {@value}. */
  public static final String PERSONAL = "[PERSONAL:";

  /** How the collector's markers of a project's own patterns begin: {@value}. */
  public static final String OWN = "[MASKED:";

  /** How the client's markers begin: {@value}. */
  public static final String CLIENT = "[masked:";

  private static final String[] OF_FAMILIES = {SECRET, PERSONAL, CLIENT};
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST = PERSONAL.length() + LONGEST_NAME;
  private static final CharClass NAME = CharClass.of("0-9a-z-");

  private Markers() {}

  /** The collector's marker of a family. */
  public static String of(Family family) {
    return (family.group() == Family.Group.SECRET ? SECRET : PERSONAL) + family.label() + "]";
  }

  /** The collector's marker of a project's own pattern. */
  public static String ofOwn(String name) {
    return OWN + name + "]";
  }

  /** The end of the marker, of a family or of an own pattern, that this index is in; else -1. */
  public static int endAround(byte[] bytes, int at) {
    int begin = beginAround(bytes, at);
    int end = begin < 0 ? -1 : Math.max(end(bytes, begin), endAfter(OWN, bytes, begin));
    return end > at ? end : -1;
  }

  /** Whether this index is in a family's marker. */
  static boolean isIn(byte[] bytes, int at) {
    int begin = beginAround(bytes, at);
    return begin >= 0 && end(bytes, begin) > at;
  }

  private static int beginAround(byte[] bytes, int at) {
    int least = Math.max(0, at - LONGEST);
    int begin = at;
    while (begin >= least && bytes[begin] != '[') {
      begin--;
    }
    return begin >= least ? begin : -1;
  }

  /** The end of the family's marker that begins here; -1 when none does. */
  public static int end(byte[] bytes, int from) {
    for (String begin : OF_FAMILIES) {
      int end = endAfter(begin, bytes, from);
      if (end >= 0) {
        int name = from + begin.length();
        // Anything else in such brackets might be a secret that somebody marked by hand.
        return Family.of(new String(bytes, name, end - 1 - name, StandardCharsets.US_ASCII))
                .isPresent()
            ? end
            : -1;
      }
    }
    return -1;
  }

  private static int endAfter(String begin, byte[] bytes, int from) {
    if (!Ascii.startsWith(bytes, from, bytes.length, begin)) {
      return -1;
    }
    int name = from + begin.length();
    int end = NAME.runEnd(bytes, name, Math.min(bytes.length, name + LONGEST_NAME));
    return end > name && end < bytes.length && bytes[end] == ']' ? end + 1 : -1;
  }
}
