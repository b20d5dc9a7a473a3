/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.clickhouse.schema.Topology;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes stores in ClickHouse: on the server that setting {@code url} names, else on one of the
 * collector's own, with its data in the data directory.
 */
public final class ClickHouseStorageProvider implements StorageProvider {

  @Override
  public String name() {
    return ClickHouseSettings.NAME;
  }

  @Override
  public Storage create(StorageSettings settings) {
    if (!settings.values().getOrDefault("url", "").isEmpty()) {
      return storage(settings, Optional.empty());
    }
    ServerBeside beside = new ServerBeside(folder(settings));
    Map<String, String> values = new TreeMap<>(settings.values());
    values.put("url", beside.url().toString());
    return storage(new StorageSettings(values, settings.dataDirectory()), Optional.of(beside));
  }

  private static Storage storage(StorageSettings values, Optional<ServerBeside> beside) {
    ClickHouseSettings settings = ClickHouseSettings.of(values);
    return new ClickHouseStorage(settings, Topology.of(settings), beside);
  }

  private static Path folder(StorageSettings settings) {
    return settings
        .dataDirectory()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "url: empty (expected: the address of a server, or a data directory for one of"
                        + " the collector's own)"))
        .resolve("clickhouse");
  }
}
