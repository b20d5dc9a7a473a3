/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLifeTest {

  @Test
  void now_changesWithTheServerAlone(@TempDir Path folder) throws Exception {
    try (LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder));
        ClickHouseServer client =
            new ClickHouseServer(TestServers.settings(server.endpoint().withDatabase("default")))) {
      ServerLife life = new ServerLife(client);
      String first = life.now();
      // Beyond what could be a change of the clock.
      await().until(() -> Integer.parseInt(server.endpoint().query("SELECT uptime()")) > 3);
      assertThat(life.now()).isEqualTo(first);

      server.kill();
      server.restart();

      assertThat(life.now()).isNotEqualTo(first);
    }
  }
}
