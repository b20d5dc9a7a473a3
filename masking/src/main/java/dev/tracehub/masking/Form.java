/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * A form that a family's finds have. Immutable, thread-safe. Each call takes time in proportion to
 * what it answers or, when there is no match, to a small constant.
 */
interface Form {

  /** The family of what it finds, unless a match names another. */
  Family family();

  /** Texts of at least three bytes in UTF-8, one of which begins every find. */
  default List<String> anchors() {
    return List.of();
  }

  /** Pairs of bytes, one of which is at an even place of every find. */
  default List<PairAnchor> pairs() {
    return List.of();
  }

  /**
   * Whether a find might begin at an anchor. Bytes before and after the find may belong to
   * anything, and one digit or letter before it may be the length of its text.
   *
   * @param start where the anchor begins
   * @param to where the message ends
   */
  boolean plausible(byte[] bytes, int start, int to);

  /**
   * Finds what begins at an anchor in a text, or around it.
   *
   * @param start where the anchor begins
   * @param from where the text begins
   * @param to where it ends
   * @param match takes what is to be masked
   * @return whether there is something
   */
  boolean match(byte[] bytes, int start, int from, int to, Match match);
}
