/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.Migrator;
import dev.tracehub.storage.clickhouse.schema.Topology;

/**
 * Brings the database to this version's schema before its first use; a try that failed is made
 * again by the next call. Thread-safe.
 */
final class Opening {

  private final Migrator migrator;
  private volatile boolean open;

  Opening(ClickHouseServer server, ClickHouseSettings settings) {
    migrator = new Migrator(server, settings.database(), Topology.of(settings));
  }

  /** Does nothing once the database is open; until then one caller works and the others wait. */
  void ensure() {
    if (!open) {
      migrate();
    }
  }

  private synchronized void migrate() {
    if (!open) {
      migrator.migrate();
      open = true;
    }
  }
}
