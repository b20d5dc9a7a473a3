/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.function.IntPredicate;

/** Guesses how rare pairs of bytes are in texts, so that a scan seldom stops in vain. */
final class PairRarity {

  /** The commonest pairs of letters of English text and of names in code, in this order. */
  private static final String COMMON =
      " th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de"
          + " se le sa si ar ve ra ld ur ro me li co ri io ic ne ll om ma ho ch el us ec ce ss ee"
          + " ns ut tr ac la ta so wo be ge ct il ad em no lo pe ca po su pr un id ot di rs mo tt"
          + " wi im ke oo ow ai sh bl am ie ay sp op fo ol pa fi da ir mp pl ul ap up ";

  private static final int LEAST_COMMON = 6;

  /** So many characters of the list make one step. */
  private static final int RANKS = 20;

  private static final int BESIDE_A_BLANK = 8;
  private static final int OF_DIGITS = 6;
  private static final int OF_LETTERS = 4;
  private static final int BEGINS_OR_ENDS_A_WORD = 3;

  private static final CharClass LOWER = CharClass.of("a-z");
  private static final CharClass HEX = CharClass.of("0-9a-f");

  private PairRarity() {}

  /**
   * Where in an anchor two pairs in a row are likely the rarest.
   *
   * @param taken whether the scan stops at a pair anyway, with its first byte in the low eight bits
   */
  static int rarest(byte[] anchor, IntPredicate taken) {
    int best = 0;
    int bestScore = Integer.MAX_VALUE;
    for (int offset = 0; offset + 2 < anchor.length; offset++) {
      int score = score(anchor, offset, taken) + score(anchor, offset + 1, taken);
      if (score < bestScore) {
        bestScore = score;
        best = offset;
      }
    }
    return best;
  }

  private static int score(byte[] anchor, int at, IntPredicate taken) {
    byte first = anchor[at];
    byte second = anchor[at + 1];
    return taken.test((first & 0xFF) | (second & 0xFF) << Byte.SIZE) ? 0 : score(first, second);
  }

  private static int score(byte first, byte second) {
    if (LOWER.has(first) && LOWER.has(second)) {
      int rank = COMMON.indexOf(" " + (char) first + (char) second + " ");
      return rank < 0 ? OF_LETTERS : LEAST_COMMON + (COMMON.length() - rank) / RANKS;
    }
    if (HEX.has(first) && HEX.has(second)) {
      return OF_DIGITS;
    }
    if (first == ' ' || second == ' ') {
      return BESIDE_A_BLANK;
    }
    return LOWER.has(first) || LOWER.has(second) ? BEGINS_OR_ENDS_A_WORD : 1;
  }
}
