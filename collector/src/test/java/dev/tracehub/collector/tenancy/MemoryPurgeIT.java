/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import java.util.Map;

/** Purges over the embedded store, which is rebuilt from the journal. */
class MemoryPurgeIT extends PurgeReplay {

  @Override
  Map<String, String> store() {
    return Map.of("storage", "memory");
  }
}
