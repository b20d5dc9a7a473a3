/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test a new store and closes it. */
abstract class ContractTest implements StorageFixture {

  /** The store under test. */
  Storage storage;

  /** The same store, with calls that wait for their answers. */
  StoreDriver store;

  @BeforeEach
  void openStorage() {
    storage = newStorage();
    store = new StoreDriver(storage);
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }
}
