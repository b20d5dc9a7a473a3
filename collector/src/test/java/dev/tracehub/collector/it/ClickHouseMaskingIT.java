/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over ClickHouse, of which every column of every table is read. */
class ClickHouseMaskingIT {

  @TempDir private Path folder;

  @Test
  void plantedSecrets_areFoundNowhere() throws Exception {
    try (TestClickHouse.Database database = TestClickHouse.createDatabase()) {
      ClickHouseEndpoint endpoint = database.endpoint();
      try (CollectorProcess process =
              CollectorProcess.start(
                  folder,
                  "--storage=clickhouse",
                  "--clickhouse-url=" + endpoint.url(),
                  "--clickhouse-user=" + endpoint.user(),
                  "--clickhouse-password=" + endpoint.password(),
                  "--clickhouse-database=" + endpoint.database());
          CollectorClient client = new CollectorClient(process)) {
        MaskingCase masking = new MaskingCase(process, client);
        masking.switchOnPersonalData();
        masking.send();
        masking.readAnswers();
        // Errors of a constraint quote the row.
        endpoint.query(
            "ALTER TABLE spans ADD CONSTRAINT taste CHECK NOT startsWith(name, 'poison')");
        masking.sendRefused("poison");
        process.stop();
        masking.readFiles(folder);
        readTables(endpoint, masking);
        masking.assertMarkersIn("table spans");
        masking.assertMarkersIn("table payloads");
        masking.assertMarkersIn("journal");
        masking.assertMarkersIn("letter");
        masking.assertNothingLeaked();
      }
    }
  }

  private static void readTables(ClickHouseEndpoint endpoint, MaskingCase masking)
      throws IOException {
    String tables =
        endpoint.query(
            "SELECT name FROM system.tables WHERE database = currentDatabase()"
                + " AND engine LIKE '%MergeTree'");
    for (String table : tables.split("\n")) {
      masking.add("table " + table, endpoint.query("SELECT * FROM `" + table + "` FORMAT TSVRaw"));
    }
  }
}
