/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import java.util.Map;

/** Log records and metrics over the memory store. */
class MemorySignalsIT extends SignalsReplay {

  @Override
  Map<String, String> store() {
    return Map.of("storage", "memory");
  }
}
