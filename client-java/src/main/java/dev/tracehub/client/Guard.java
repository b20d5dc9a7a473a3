/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of an argument, such as null, must not become a fault of the application. */
final class Guard {

  private static final Logger LOGGER = LoggerFactory.getLogger(Guard.class);

  private Guard() {}

  static <T> void apply(T target, Consumer<T> change) {
    try {
      change.accept(target);
    } catch (RuntimeException e) {
      LOGGER.debug("Tracehub could not record a part of a record", e);
    }
  }
}
