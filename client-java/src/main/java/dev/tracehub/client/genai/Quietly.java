/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be described must not become a fault of the application's call. */
public final class Quietly {

  private static final Logger LOGGER = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /** Runs it; what it throws is only logged. */
  public static void describe(Runnable description) {
    attempt(
        () -> {
          description.run();
          return null;
        });
  }

  /** What it makes; null when it could not be made, which is only logged. */
  public static <T> @Nullable T attempt(Supplier<@Nullable T> making) {
    try {
      return making.get();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      // Another version of the library than ours, or a message that contains itself.
      LOGGER.debug("Tracehub could not record a part of a call", e);
      return null;
    }
  }
}
