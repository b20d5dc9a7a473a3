/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.collector.it.ClickHouseSettings;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseTailSamplingIT {

  @Test
  void sampledProject_storesWhatItsRulesSay(@TempDir Path folder) {
    try (TestClickHouse.Database database = TestClickHouse.createDatabase()) {
      String[] flags =
          ClickHouseSettings.of(database).entrySet().stream()
              .filter(setting -> !setting.getValue().isEmpty())
              .flatMap(
                  setting ->
                      Stream.of("--" + setting.getKey().replace('_', '-'), setting.getValue()))
              .toArray(String[]::new);
      TailSamplingScenario scenario = new TailSamplingScenario(folder, flags);
      try {
        scenario.run();
      } finally {
        scenario.close();
      }
    }
  }
}
