/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider is told.
 *
 * @param values settings of the store by their names without the store's prefix, e.g. {@code
 *     max_bytes}
 * @param dataDirectory where the store may keep files of its own; empty when the process is to
 *     leave none
 */
public record StorageSettings(Map<String, String> values, Optional<Path> dataDirectory) {

  public StorageSettings {
    values = Map.copyOf(values);
  }

  /** Settings that leave everything at its default and keep nothing on disk. */
  public static StorageSettings defaults() {
    return new StorageSettings(Map.of(), Optional.empty());
  }
}
