/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.util.function.LongSupplier;

/**
 * Spreads waits, so that clients which failed together do not return together.
 *
 * @param random uniform over all longs
 */
record Jitter(LongSupplier random) {

  private static final double UNIT = 0x1.0p-53;

  /** Uniform from 0 to the bound, both included. */
  long upTo(long bound) {
    return (long) ((random.getAsLong() >>> 11) * UNIT * (bound + 1));
  }
}
