/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import java.util.Map;

/** The recordings over the memory store. */
class MemorySamplesIT extends SamplesReplay {

  @Override
  Map<String, String> store() {
    return Map.of("storage", "memory");
  }
}
