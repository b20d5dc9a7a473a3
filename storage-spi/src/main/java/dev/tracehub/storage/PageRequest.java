/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.Optional;

/**
 * Which part of a list to answer.
 *
 * @param size the most items, 1 to {@value #MAX_SIZE}
 * @param order the direction of the list
 * @param cursor where the page begins; empty for the first page
 */
public record PageRequest(int size, Order order, Optional<Cursor> cursor) {

  /** The most items of a page. */
  public static final int MAX_SIZE = 1000;

  /** The direction of a list along time. */
  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  public PageRequest {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size: " + size + " (expected: 1 to " + MAX_SIZE + ")");
    }
  }

  /** The first page of a list. */
  public static PageRequest first(int size, Order order) {
    return new PageRequest(size, order, Optional.empty());
  }

  /** The page at a cursor of an earlier answer. */
  public PageRequest at(Cursor cursor) {
    return new PageRequest(size, order, Optional.of(cursor));
  }
}
