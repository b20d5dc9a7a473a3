/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.masking;

import dev.tracehub.masking.Family;
import dev.tracehub.masking.Find;
import dev.tracehub.masking.Finder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Counts what is found in text that is ordinary, in pieces as long as payloads. */
final class FalsePositives {

  private static final int PIECE = 4000;

  private final Finder finder = Finder.of(EnumSet.allOf(Family.class));
  private final boolean show;
  private final PrintStream out;

  FalsePositives(boolean show, PrintStream out) {
    this.show = show;
    this.out = out;
  }

  void report(String name, byte[] text) {
    Map<Family, Integer> counts = new EnumMap<>(Family.class);
    for (byte[] piece : pieces(text)) {
      for (Find find : finder.find(piece, true)) {
        counts.merge(find.family(), 1, Integer::sum);
        if (show) {
          int from = Math.max(0, find.from() - 30);
          int to = Math.min(piece.length, find.to() + 10);
          String around = new String(piece, from, to - from, StandardCharsets.UTF_8);
          out.println(find.family().label() + ": " + around.replaceAll("\\s+", " "));
        }
      }
    }
    out.printf("%s, %,d bytes: %s%n", name, text.length, counts);
  }

  /** Cut at the ends of lines. */
  private static List<byte[]> pieces(byte[] text) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length) {
      int to = Math.min(text.length, from + PIECE);
      while (to < text.length && text[to - 1] != '\n') {
        to++;
      }
      pieces.add(Arrays.copyOfRange(text, from, to));
      from = to;
    }
    return pieces;
  }
}
