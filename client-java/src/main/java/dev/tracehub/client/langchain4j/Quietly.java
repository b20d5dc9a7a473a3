/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be described must not become a fault of the application's call. */
final class Quietly {

  private static final Logger LOGGER = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  static void describe(Runnable description) {
    try {
      description.run();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      // Another version of LangChain4j than ours, or a message that contains itself.
      LOGGER.debug("Tracehub could not record a part of a LangChain4j call", e);
    }
  }
}
