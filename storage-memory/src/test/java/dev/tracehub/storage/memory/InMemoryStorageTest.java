/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.testkit.StorageContract;
import java.util.ServiceLoader;

/** The whole contract, on a store found as the collector finds it. */
class InMemoryStorageTest extends StorageContract {

  @Override
  public Storage newStorage() {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("memory"))
        .findFirst()
        .orElseThrow()
        .create(StorageSettings.defaults());
  }
}
