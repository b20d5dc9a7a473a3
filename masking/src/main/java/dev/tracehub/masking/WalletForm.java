/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/** Addresses of Ethereum, and those of Bitcoin that begin with bc1. */
final class WalletForm implements Form {

  private static final String BITCOIN = "bc1";
  private static final CharClass BECH32 = CharClass.of("ac-hj-np-z02-9");
  private static final int LEAST_BECH32 = 36;
  private static final int MOST_BECH32 = 59;
  private static final int ETHEREUM = 40;

  @Override
  public Family family() {
    return Family.CRYPTO_WALLET;
  }

  @Override
  public List<String> anchors() {
    return List.of(BITCOIN);
  }

  @Override
  public List<PairAnchor> pairs() {
    return List.of(
        new PairAnchor(CharClass.of("0"), CharClass.of("x"), 0),
        new PairAnchor(CharClass.of("x"), CharClass.ANY_HEX, -1));
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int ethereum = start + 2 + ETHEREUM;
    return Ascii.startsWith(bytes, start, to, BITCOIN)
        || (Ascii.startsWith(bytes, start, to, "0x")
            && ethereum <= to
            && CharClass.ANY_HEX.runEnd(bytes, start + 2, ethereum) == ethereum);
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    if (!plausible(bytes, start, to)
        || !Ascii.isWordStart(bytes, start, from, CharClass.ALPHANUMERIC)) {
      return false;
    }
    if (bytes[start] == '0') {
      int end = start + 2 + ETHEREUM;
      return (end >= to || !CharClass.ALPHANUMERIC.has(bytes[end])) && match.set(start, end);
    }
    int run = start + BITCOIN.length();
    int end = BECH32.runEnd(bytes, run, Math.min(to, run + MOST_BECH32 + 1));
    return end - run >= LEAST_BECH32 && end - run <= MOST_BECH32 && match.set(start, end);
  }
}
