/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import java.util.List;
import java.util.Optional;

/** Items that match a question, sorted by time and id, of which parts are taken. */
interface SortedList<T> {

  /**
   * The first items beyond a place in a direction, the nearest first.
   *
   * @param from the place; empty for the beginning in that direction
   * @param ascending whether to walk along time
   * @param count the most items
   */
  List<T> take(Optional<Place> from, boolean ascending, int count);

  /** Where an item stands. */
  Place placeOf(T item);
}
