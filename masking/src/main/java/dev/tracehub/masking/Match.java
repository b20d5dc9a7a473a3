/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import org.jspecify.annotations.Nullable;

/** What is to be masked. For one thread. */
final class Match {

  int from;
  int to;

  /** Where the find before it ends: nothing before this index is looked at again. */
  int done;

  /** The family, when it is not that of the form. */
  @Nullable Family family;

  boolean set(int newFrom, int newTo) {
    return set(null, newFrom, newTo);
  }

  boolean set(@Nullable Family newFamily, int newFrom, int newTo) {
    family = newFamily;
    from = newFrom;
    to = newTo;
    return true;
  }
}
