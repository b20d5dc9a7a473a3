/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link RerateScenario} over the embedded store, which a restart builds anew. */
class MemoryRerateIT {

  @TempDir Path folder;

  @Test
  void rerate_killedAndUndone_sumsAreExact() {
    new RerateScenario(folder).run();
  }
}
