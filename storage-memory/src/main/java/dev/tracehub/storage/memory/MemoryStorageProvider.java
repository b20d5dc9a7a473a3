/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;

/** Makes memory stores. Stateless. */
public final class MemoryStorageProvider implements StorageProvider {

  @Override
  public String name() {
    return InMemoryStorage.NAME;
  }

  @Override
  public Storage create(StorageSettings settings) {
    return new InMemoryStorage(MemorySettings.of(settings));
  }
}
