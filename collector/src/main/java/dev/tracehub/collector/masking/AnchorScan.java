/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the places where one of many anchors may begin. Thread-safe.
 *
 * <p>Looks at every second pair of neighbouring bytes, eight bytes a step. Of each anchor two
 * neighbouring pairs are marked in a table, one of which lies at an even place wherever the anchor
 * begins.
 */
final class AnchorScan {

  static final int NOT_FOUND = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int PAIRS = 1 << 16;
  private static final int MOST_LISTS = 255;

  private record Candidate(String anchor, int offset) {}

  /** By pair: 0, or the list of the anchors that have this pair. */
  private final byte[] marks = new byte[PAIRS];

  private final List<List<Candidate>> lists = new ArrayList<>();

  AnchorScan(List<String> anchors) {
    lists.add(List.of());
    for (String anchor : anchors) {
      byte[] bytes = anchor.getBytes(StandardCharsets.US_ASCII);
      int offset = rarest(bytes);
      mark(anchor, pair(bytes, offset), offset);
      mark(anchor, pair(bytes, offset + 1), offset + 1);
    }
  }

  private void mark(String anchor, int pair, int offset) {
    if (marks[pair] == 0) {
      if (lists.size() > MOST_LISTS) {
        throw new IllegalArgumentException("anchors: too many (expected: fewer pairs than 256)");
      }
      marks[pair] = (byte) lists.size();
      lists.add(new ArrayList<>());
    }
    lists.get(marks[pair] & 0xFF).add(new Candidate(anchor, offset));
  }

  /** Where in the anchor the two pairs begin that are likely the rarest in texts. */
  private static int rarest(byte[] anchor) {
    int best = 0;
    int bestScore = Integer.MAX_VALUE;
    for (int offset = 0; offset + 2 < anchor.length; offset++) {
      int score =
          commonness(anchor[offset])
              + 2 * commonness(anchor[offset + 1])
              + commonness(anchor[offset + 2]);
      if (score < bestScore) {
        bestScore = score;
        best = offset;
      }
    }
    return best;
  }

  private static int commonness(byte value) {
    if ("etaoinsrhldc -".indexOf(value) >= 0) {
      return 4;
    }
    return value >= 'a' && value <= 'z' ? 2 : 1;
  }

  /**
   * The first place from an index on where an anchor begins whose {@code accepted} says yes.
   *
   * @param from where to look from
   * @param to where to stop
   * @return where the anchor begins, or {@link #NOT_FOUND}
   */
  int find(byte[] bytes, int from, int to, StartFilter accepted) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      int any =
          marks[(int) word & 0xFFFF]
              | marks[(int) (word >>> 16) & 0xFFFF]
              | marks[(int) (word >>> 32) & 0xFFFF]
              | marks[(int) (word >>> 48)];
      if (any != 0) {
        int found = check(bytes, at, at + Long.BYTES, from, to, accepted);
        if (found != NOT_FOUND) {
          return found;
        }
      }
    }
    return check(bytes, at, to, from, to, accepted);
  }

  private int check(
      byte[] bytes, int pairsFrom, int pairsTo, int from, int to, StartFilter accepted) {
    for (int at = pairsFrom; at < pairsTo && at + 1 < to; at += 2) {
      int list = marks[pair(bytes, at)] & 0xFF;
      if (list != 0) {
        for (Candidate candidate : lists.get(list)) {
          int start = at - candidate.offset;
          if (start >= from
              && Ascii.startsWith(bytes, start, to, candidate.anchor)
              && accepted.accept(start)) {
            return start;
          }
        }
      }
    }
    return NOT_FOUND;
  }

  private static int pair(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  /** Decides whether a place is what is looked for. */
  @FunctionalInterface
  interface StartFilter {
    boolean accept(int start);
  }
}
