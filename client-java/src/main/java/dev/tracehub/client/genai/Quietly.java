/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be described must not become a fault of the application's call. */
public final class Quietly {

  private static final Logger LOGGER = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /** Runs it; what it throws is only logged. */
  public static void describe(Runnable description) {
    try {
      description.run();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      // Another version of the library than ours, or a message that contains itself.
      LOGGER.debug("Tracehub could not record a part of a model call", e);
    }
  }
}
