/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;

/** Makes stores in ClickHouse. */
public final class ClickHouseStorageProvider implements StorageProvider {

  @Override
  public String name() {
    return ClickHouseSettings.NAME;
  }

  @Override
  public Storage create(StorageSettings settings) {
    return new ClickHouseStorage(ClickHouseSettings.of(settings));
  }
}
