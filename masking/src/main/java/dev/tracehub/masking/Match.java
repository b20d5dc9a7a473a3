/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Where a secret lies. Reused: for one thread. */
final class Match {

  int from;
  int to;

  boolean set(int newFrom, int newTo) {
    from = newFrom;
    to = newTo;
    return true;
  }
}
