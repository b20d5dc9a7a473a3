/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTailSamplingIT {

  @Test
  void sampledProject_storesWhatItsRulesSay(@TempDir Path folder) {
    TailSamplingScenario scenario = new TailSamplingScenario(folder);
    try {
      scenario.run();
    } finally {
      scenario.close();
    }
  }
}
