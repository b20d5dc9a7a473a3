/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/** E-mail addresses, found by their @. */
final class EmailForm implements Form {

  private static final CharClass AT = CharClass.of("@");

  @Override
  public Family family() {
    return Family.EMAIL;
  }

  @Override
  public List<PairAnchor> pairs() {
    return List.of(
        new PairAnchor(AT, CharClass.ALPHANUMERIC, 0), new PairAnchor(CharClass.ANY, AT, 1));
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return bytes[start] == '@' && Emails.match(bytes, start, 0, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return bytes[start] == '@' && Emails.match(bytes, start, Math.max(from, match.done), match);
  }
}
