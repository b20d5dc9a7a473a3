/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * A kind of secret that can be told for certain by its form. Immutable, thread-safe. Each call
 * takes time in proportion to what it answers or, when there is no match, to a small constant.
 */
interface SecretFamily {

  /** Names the family in markers and counts. */
  String name();

  /** Texts of at least three characters, one of which begins every secret of the family. */
  List<String> anchors();

  /**
   * Whether a secret might begin at an anchor. Bytes before and after the secret may belong to
   * anything.
   *
   * @param start where the anchor begins
   * @param to where the message ends
   */
  boolean plausible(byte[] bytes, int start, int to);

  /**
   * Finds the secret that begins at an anchor in a text.
   *
   * @param start where the anchor begins
   * @param from where the text begins
   * @param to where it ends
   * @param match takes what is to be masked
   * @return whether there is one
   */
  boolean match(byte[] bytes, int start, int from, int to, Match match);
}
