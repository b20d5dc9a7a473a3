/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import java.util.Random;
import java.util.function.Consumer;

/** Runs random tests such that a failure can be repeated. */
public final class Seed {

  /** The system property that sets the seed. */
  public static final String PROPERTY = "tracehub.memory.seed";

  private Seed() {}

  /** Runs a test with a random seed, or that of the property; a failure names it. */
  public static void run(Consumer<Random> test) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    try {
      test.accept(new Random(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("repeat it with -D" + PROPERTY + "=" + seed, e);
    }
  }
}
