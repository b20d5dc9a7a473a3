/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items the items in the list's direction
 * @param next where the following page begins; empty when there is none
 * @param previous where the preceding page ends; empty when there is none
 */
public record Page<T>(List<T> items, Optional<Cursor> next, Optional<Cursor> previous) {

  public Page {
    items = List.copyOf(items);
  }
}
