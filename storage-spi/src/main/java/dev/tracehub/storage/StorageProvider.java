/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * Makes stores of one kind. Found through {@link java.util.ServiceLoader}, so that the collector
 * names no store.
 */
public interface StorageProvider {

  /** The value of the setting {@code storage} that chooses this provider, e.g. {@code memory}. */
  String name();

  /**
   * Makes a store without doing I/O.
   *
   * @throws IllegalArgumentException when a setting is unknown or wrong; the message names the
   *     setting, its value and what was expected
   */
  Storage create(StorageSettings settings);
}
