/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import dev.tracehub.masking.Find;
import dev.tracehub.masking.Markers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a text that is to be masked, by a family or by a project's own pattern.
 *
 * @param name what is counted
 * @param marker what is put in its place
 * @param from where it begins
 * @param to where it ends
 */
record Found(String name, String marker, int from, int to) {

  private static final Comparator<Found> BY_PLACE =
      Comparator.comparingInt(Found::from).thenComparing(Found::to, Comparator.reverseOrder());

  static Found of(Find find) {
    return new Found(find.family().label(), Markers.of(find.family()), find.from(), find.to());
  }

  static Found ofOwn(String name, int from, int to) {
    return new Found(name, Markers.ofOwn(name), from, to);
  }

  /** In order and apart from each other: of what overlaps the union, named by the first. */
  static List<Found> merged(List<Found> found) {
    if (found.size() < 2) {
      return found;
    }
    found.sort(BY_PLACE);
    List<Found> merged = new ArrayList<>(found.size());
    for (Found next : found) {
      int last = merged.size() - 1;
      Found before = last < 0 ? next : merged.get(last);
      if (last >= 0 && next.from < before.to) {
        merged.set(
            last, new Found(before.name, before.marker, before.from, Math.max(before.to, next.to)));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }
}
