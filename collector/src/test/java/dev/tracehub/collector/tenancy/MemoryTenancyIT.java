/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import java.util.Map;

/** Tenancy over the embedded store. */
class MemoryTenancyIT extends TenancyMatrix {

  @Override
  Map<String, String> store() {
    return Map.of("storage", "memory");
  }
}
