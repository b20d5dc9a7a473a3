/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import dev.tracehub.clickhouse.local.TestClickHouse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link RerateScenario} over a real ClickHouse, which keeps what it has over restarts. */
class ClickHouseRerateIT {

  @TempDir Path folder;

  @Test
  void rerate_killedAndUndone_sumsAreExact() {
    try (TestClickHouse.Database database = TestClickHouse.createDatabase()) {
      String[] flags =
          ClickHouseSettings.of(database).entrySet().stream()
              .filter(setting -> !setting.getValue().isEmpty())
              .flatMap(
                  setting ->
                      Stream.of("--" + setting.getKey().replace('_', '-'), setting.getValue()))
              .toArray(String[]::new);
      new RerateScenario(folder, flags).run();
    }
  }
}
