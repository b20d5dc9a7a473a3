/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Likeness of texts by the pairs of characters that they share; works for Korean as for English.
 */
final class Similarity {

  /** Dimensions of an embedding. */
  static final int DIMENSIONS = 256;

  private Similarity() {}

  /** A direction in which like texts point alike: hashed pairs and triples of characters. */
  static float[] embed(String text) {
    float[] vector = new float[DIMENSIONS];
    String normal = normalise(text);
    for (int length = 2; length <= 3; length++) {
      for (int i = 0; i + length <= normal.length(); i++) {
        vector[Math.floorMod(normal.substring(i, i + length).hashCode(), DIMENSIONS)] += 1;
      }
    }
    double norm = 0;
    for (float value : vector) {
      norm += value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = norm == 0 ? 0 : (float) (vector[i] / Math.sqrt(norm));
    }
    return vector;
  }

  /** The share of the first text's pairs that the second has too, from 0 to 1. */
  static double overlap(String text, String other) {
    Set<String> pairs = pairs(text);
    if (pairs.isEmpty()) {
      return 0;
    }
    int all = pairs.size();
    pairs.retainAll(pairs(other));
    return (double) pairs.size() / all;
  }

  private static Set<String> pairs(String text) {
    String normal = normalise(text);
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= normal.length(); i++) {
      pairs.add(normal.substring(i, i + 2));
    }
    return pairs;
  }

  private static String normalise(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
