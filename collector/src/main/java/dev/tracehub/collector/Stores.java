/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.config.Setting;
import dev.tracehub.collector.config.SettingException;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the store that the configuration names among those on the class path. */
final class Stores {

  private Stores() {}

  static Storage open(Settings settings) {
    String name = settings.get(SettingList.STORAGE);
    List<StorageProvider> providers =
        ServiceLoader.load(StorageProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(StorageProvider::name))
            .toList();
    StorageProvider chosen =
        providers.stream()
            .filter(provider -> provider.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name, providers));
    return chosen.create(
        new StorageSettings(ofStore(name, settings), settings.get(SettingList.DATA_DIR)));
  }

  /** The settings whose names begin with the store's, without that; what is not set is left out. */
  private static Map<String, String> ofStore(String store, Settings settings) {
    Map<String, String> values = new TreeMap<>();
    for (Setting<?> setting : SettingList.all()) {
      String value = String.valueOf(settings.get(setting));
      if (setting.name().startsWith(store + "_") && !value.isEmpty() && !value.equals("0")) {
        values.put(setting.name().substring(store.length() + 1), value);
      }
    }
    if (store.equals("clickhouse")) {
      values.put("retention_days", settings.get(SettingList.RETENTION_DAYS).toString());
    }
    return values;
  }

  private static SettingException unknown(String name, List<StorageProvider> providers) {
    return new SettingException(
        "storage: \""
            + name
            + "\" (expected one of: "
            + providers.stream().map(StorageProvider::name).collect(Collectors.joining(", "))
            + ")");
  }
}
