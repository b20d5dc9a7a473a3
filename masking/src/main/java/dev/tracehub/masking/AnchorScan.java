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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

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
  private record Candidate(String anchor, int offset, int form, long head, long headMask) {

    static Candidate of(String anchor, int offset, int form) {
      String bytes = bytes(anchor);
      byte[] head = Arrays.copyOf(anchor.getBytes(StandardCharsets.UTF_8), Long.BYTES);
      int missing = Long.SIZE - Byte.SIZE * Math.min(Long.BYTES, bytes.length());
      return new Candidate(bytes, offset, form, (long) LONGS.get(head, 0), -1L >>> missing);
    }

    /** The form looks again at what is there: it may have come by a list that pairs share. */
    static Candidate ofPair(PairAnchor pair, int form) {
      return new Candidate("", -pair.offset(), form, 0, 0);
    }

    /** What stands before the pair; a negative number when that may be anything. */
    int before() {
      return offset > 0 && offset <= anchor.length() ? anchor.charAt(offset - 1) : -1;
    }

    /** What stands after the pair; a negative number when that may be anything. */
    int after() {
      return offset >= 0 && offset + 2 < anchor.length() ? anchor.charAt(offset + 2) : -1;
    }

    boolean isAt(byte[] bytes, int start, int to) {
      if (to - start >= Long.BYTES && (((long) LONGS.get(bytes, start) ^ head) & headMask) != 0) {
        return false;
      }
      return start < to && Ascii.startsWith(bytes, start, to, anchor);
    }
  }

  /** By pair: 0, or the list of the anchors that have this pair. */
  private final byte[] marks = new byte[PAIRS];

  private final Candidate[][] lists;

  /** By list and byte: whether it may stand before a pair that has the list. */
  private final boolean[][] before;

  /** By list and byte: whether it may stand after a pair that has the list. */
  private final boolean[][] after;

  /** Looks for the anchors and the pairs of these forms. */
  AnchorScan(List<Form> forms) {
    Map<Integer, List<Candidate>> byPair = new TreeMap<>();
    for (int form = 0; form < forms.size(); form++) {
      for (String anchor : forms.get(form).anchors()) {
        byte[] bytes = anchor.getBytes(StandardCharsets.UTF_8);
        int offset = PairRarity.rarest(bytes, pair -> byPair.containsKey(pair));
        add(byPair, pair(bytes, offset), Candidate.of(anchor, offset, form));
        add(byPair, pair(bytes, offset + 1), Candidate.of(anchor, offset + 1, form));
      }
      for (PairAnchor pair : forms.get(form).pairs()) {
        addAll(byPair, pair, Candidate.ofPair(pair, form));
      }
    }
    lists = lists(byPair);
    before = neighbours(Candidate::before);
    after = neighbours(Candidate::after);
  }

  private boolean[][] neighbours(ToIntFunction<Candidate> neighbour) {
    boolean[][] allowed = new boolean[lists.length][1 << Byte.SIZE];
    for (int list = 0; list < lists.length; list++) {
      for (Candidate candidate : lists[list]) {
        int only = neighbour.applyAsInt(candidate);
        if (only < 0) {
          Arrays.fill(allowed[list], true);
        } else {
          allowed[list][only] = true;
        }
      }
    }
    return allowed;
  }

  private static void add(Map<Integer, List<Candidate>> byPair, int pair, Candidate candidate) {
    byPair.computeIfAbsent(pair, any -> new ArrayList<>()).add(candidate);
  }

  private static void addAll(
      Map<Integer, List<Candidate>> byPair, PairAnchor pair, Candidate candidate) {
    for (int first = 0; first < 1 << Byte.SIZE; first++) {
      for (int second = 0; second < 1 << Byte.SIZE; second++) {
        if (pair.first().has((byte) first) && pair.second().has((byte) second)) {
          add(byPair, first | second << Byte.SIZE, candidate);
        }
      }
    }
  }

  /** Pairs with the same candidates share a list. When there are too many, others do so too. */
  private Candidate[][] lists(Map<Integer, List<Candidate>> byPair) {
    List<Set<Candidate>> distinct = new ArrayList<>();
    Map<List<Candidate>, Integer> numbers = new HashMap<>();
    distinct.add(Set.of());
    byPair.forEach(
        (pair, candidates) -> {
          int number = numbers.computeIfAbsent(candidates, any -> 1 + numbers.size() % MOST_LISTS);
          if (number == distinct.size()) {
            distinct.add(new LinkedHashSet<>());
          }
          distinct.get(number).addAll(candidates);
          marks[pair] = (byte) number;
        });
    return distinct.stream().map(set -> set.toArray(Candidate[]::new)).toArray(Candidate[][]::new);
  }

  /** The UTF-8 of a text as characters below 256. */
  static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
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
      if (list != 0
          && (at <= from || before[list][bytes[at - 1] & 0xFF])
          && (at + 2 >= to || after[list][bytes[at + 2] & 0xFF])) {
        for (Candidate candidate : lists[list]) {
          int start = at - candidate.offset;
          if (start >= from
              && candidate.isAt(bytes, start, to)
              && accepted.accept(start, candidate.form)) {
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
     * @param form the form that the anchor belongs to
     */
    boolean accept(int start, int form);
  }
}
