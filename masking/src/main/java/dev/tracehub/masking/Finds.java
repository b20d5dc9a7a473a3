/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found in a text. For one thread. */
final class Finds {

  private final List<Find> found = new ArrayList<>();

  void add(Family family, int from, int to) {
    found.add(new Find(family, from, to));
  }

  /** In order and apart from each other: of what overlaps the union, named by the first. */
  List<Find> merged() {
    if (found.size() < 2) {
      return found;
    }
    found.sort(
        Comparator.comparingInt(Find::from).thenComparing(Find::to, Comparator.reverseOrder()));
    List<Find> merged = new ArrayList<>(found.size());
    for (Find next : found) {
      int last = merged.size() - 1;
      if (last >= 0 && next.from() < merged.get(last).to()) {
        merged.set(last, merged.get(last).with(next));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }
}
