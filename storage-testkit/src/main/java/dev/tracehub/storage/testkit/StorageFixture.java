/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.Storage;

/**
 * Gives tests a store. All that a store does to take part in the contract.
 *
 * <p>The contract writes spans of the days around 2026-11-21, so that its answers do not depend on
 * today's date: a store that forgets by age must be made such that it keeps them. A store that is
 * bounded needs room for about 50,000 small spans.
 */
public interface StorageFixture {

  /** A new, empty store of its own, which the test closes. */
  Storage newStorage();
}
