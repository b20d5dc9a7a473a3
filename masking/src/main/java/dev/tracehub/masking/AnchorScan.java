/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  /**
   * An anchor that may begin so many bytes before a pair.
   *
   * @param head its first eight bytes, as a little-endian number
   * @param headMask which of them it has
   */
  private record Candidate(String anchor, int offset, int family, long head, long headMask) {

    static Candidate of(String anchor, int offset, int family) {
      byte[] head = Arrays.copyOf(anchor.getBytes(StandardCharsets.US_ASCII), Long.BYTES);
      int missing = Long.SIZE - Byte.SIZE * Math.min(Long.BYTES, anchor.length());
      return new Candidate(anchor, offset, family, (long) LONGS.get(head, 0), -1L >>> missing);
    }

    boolean isAt(byte[] bytes, int start, int to) {
      if (to - start >= Long.BYTES && (((long) LONGS.get(bytes, start) ^ head) & headMask) != 0) {
        return false;
      }
      return Ascii.startsWith(bytes, start, to, anchor);
    }
  }

  /** By pair: 0, or the list of the anchors that have this pair. */
  private final byte[] marks = new byte[PAIRS];

  private final Candidate[][] lists;

  /**
   * @param anchors of each family; texts of at least three ASCII characters
   */
  AnchorScan(List<List<String>> anchors) {
    List<List<Candidate>> marked = new ArrayList<>();
    marked.add(List.of());
    for (int family = 0; family < anchors.size(); family++) {
      for (String anchor : anchors.get(family)) {
        byte[] bytes = anchor.getBytes(StandardCharsets.US_ASCII);
        int offset = rarest(bytes);
        mark(marked, pair(bytes, offset), Candidate.of(anchor, offset, family));
        mark(marked, pair(bytes, offset + 1), Candidate.of(anchor, offset + 1, family));
      }
    }
    lists = marked.stream().map(list -> list.toArray(Candidate[]::new)).toArray(Candidate[][]::new);
  }

  private void mark(List<List<Candidate>> marked, int pair, Candidate candidate) {
    if (marks[pair] == 0) {
      if (marked.size() > MOST_LISTS) {
        throw new IllegalArgumentException("anchors: too many (expected: fewer pairs than 256)");
      }
      marks[pair] = (byte) marked.size();
      marked.add(new ArrayList<>());
    }
    marked.get(marks[pair] & 0xFF).add(candidate);
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
    if ("etaoinsrhldc ".indexOf(value) >= 0) {
      return 4;
    }
    return value >= 'a' && value <= 'z' && "jqxz".indexOf(value) < 0 ? 2 : 1;
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
        for (Candidate candidate : lists[list]) {
          int start = at - candidate.offset;
          if (start >= from
              && candidate.isAt(bytes, start, to)
              && accepted.accept(start, candidate.family)) {
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

    /**
     * Whether it is.
     *
     * @param start where the anchor begins
     * @param family the family that the anchor belongs to
     */
    boolean accept(int start, int family);
  }
}
