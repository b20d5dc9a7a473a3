/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Addresses of machines: IPv4, IPv6 and hardware addresses. */
final class NetworkForm implements Form {

  private static final CharClass DOT = CharClass.of(".");
  private static final CharClass BETWEEN = CharClass.of(":-");
  private static final CharClass PART = CharClass.of("0-9A-Fa-f:.-");
  private static final int LONGEST = 45;
  private static final int MAC = 17;
  private static final int GROUPS = 8;

  private final Set<Family> families;

  NetworkForm(Set<Family> families) {
    this.families = families;
  }

  @Override
  public Family family() {
    return Family.IP_ADDRESS;
  }

  @Override
  public List<PairAnchor> pairs() {
    return List.of(
        new PairAnchor(CharClass.DIGITS, DOT, 0),
        new PairAnchor(DOT, CharClass.DIGITS, 0),
        new PairAnchor(CharClass.ANY_HEX, BETWEEN, 0),
        new PairAnchor(BETWEEN, CharClass.ANY_HEX, 0),
        new PairAnchor(CharClass.of(":"), CharClass.of(":"), 0));
  }

  /** Three dots between short numbers, colons as IPv6 has them, or the signs of a MAC address. */
  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int from = partStart(bytes, start, 0);
    int end = PART.runEnd(bytes, from, Math.min(to, from + LONGEST));
    int dots = 0;
    int colons = 0;
    boolean twoColons = false;
    boolean mac = false;
    for (int at = from; at < end; at++) {
      boolean between = BETWEEN.has(bytes[at]);
      dots += bytes[at] == '.' ? 1 : 0;
      colons += bytes[at] == ':' ? 1 : 0;
      twoColons |= bytes[at] == ':' && at + 1 < end && bytes[at + 1] == ':';
      mac |= between && at + MAC - 2 <= end && isMac(bytes, at - 2, at);
    }
    return dots >= 3 || colons >= GROUPS - 1 || twoColons || mac;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    int begin = skipSigns(bytes, partStart(bytes, start, Math.max(from, match.done)), start);
    if (!Ascii.isWordStart(bytes, begin, from, CharClass.WORD)) {
      return false;
    }
    if (families.contains(Family.MAC_ADDRESS)
        && to - begin >= MAC
        && !isWordAt(bytes, begin + MAC, to)
        && isMac(bytes, begin, begin + 2)) {
      return match.set(Family.MAC_ADDRESS, begin, begin + MAC);
    }
    int end = ipv4End(bytes, begin, to);
    end = end < 0 ? ipv6End(bytes, begin, to) : end;
    return end >= 0 && families.contains(Family.IP_ADDRESS) && match.set(begin, end);
  }

  private static int partStart(byte[] bytes, int start, int from) {
    int at = start;
    int least = Math.max(from, start - LONGEST);
    while (at > least && PART.has(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  /** What stands before an address and belongs to none. */
  private static int skipSigns(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && !CharClass.ANY_HEX.has(bytes[at])
        && !(bytes[at] == ':' && bytes[at + 1] == ':')) {
      at++;
    }
    return at;
  }

  private static boolean isMac(byte[] bytes, int begin, int sign) {
    if (begin < 0 || !BETWEEN.has(bytes[sign])) {
      return false;
    }
    for (int i = 0; i < MAC; i++) {
      byte here = bytes[begin + i];
      if (i % 3 == 2 ? here != bytes[sign] : !CharClass.ANY_HEX.has(here)) {
        return false;
      }
    }
    return true;
  }

  /** Loopback and 0.0.0.0 are nobody's. */
  private static int ipv4End(byte[] bytes, int begin, int to) {
    int at = begin;
    int first = 0;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (at >= to || bytes[at++] != '.')) {
        return Numbers.NONE;
      }
      int end = Numbers.digitsEnd(bytes, at, Math.min(to, at + 4));
      int value = end == at || end - at > 3 ? 256 : Integer.parseInt(text(bytes, at, end));
      if (value > 255 || (end - at > 1 && bytes[at] == '0')) {
        return Numbers.NONE;
      }
      first = part == 0 ? value : first;
      at = end;
    }
    boolean goesOn = at + 1 < to && bytes[at] == '.' && Ascii.isDigit(bytes[at + 1]);
    boolean word = at < to && CharClass.WORD.has(bytes[at]);
    return goesOn || word || first == 127 || first == 0 ? Numbers.NONE : at;
  }

  private static int ipv6End(byte[] bytes, int begin, int to) {
    int at = begin;
    int groups = 0;
    boolean gap = false;
    boolean long4 = false;
    while (at < to && groups <= GROUPS) {
      int end = CharClass.ANY_HEX.runEnd(bytes, at, Math.min(to, at + 5));
      if (end - at > 4) {
        return Numbers.NONE;
      }
      groups += end > at ? 1 : 0;
      long4 |= end - at >= 3;
      at = end;
      if (at + 1 < to && bytes[at] == ':' && bytes[at + 1] == ':' && !gap) {
        gap = true;
        at += 2;
      } else if (at + 1 < to && bytes[at] == ':' && CharClass.ANY_HEX.has(bytes[at + 1])) {
        at++;
      } else {
        break;
      }
    }
    boolean whole = gap ? groups >= 2 && groups < GROUPS && long4 : groups == GROUPS;
    return whole && !isWordAt(bytes, at, to) ? at : Numbers.NONE;
  }

  private static boolean isWordAt(byte[] bytes, int at, int to) {
    return at < to && (CharClass.WORD.has(bytes[at]) || bytes[at] == ':');
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }
}
