/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.Storage;
import dev.tracehub.storage.testkit.StorageContract;

/** The contract holds for the plainest store there is: it asks for nothing impossible. */
class NaiveStorageTest extends StorageContract {

  @Override
  public Storage newStorage() {
    return new NaiveStorage();
  }
}
