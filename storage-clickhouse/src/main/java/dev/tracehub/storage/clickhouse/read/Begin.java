/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.clickhouse.sql.Parameters;

/** Where a list begins: writes the condition that an item belongs to what is to be read of it. */
interface Begin {

  /**
   * The condition.
   *
   * @param nanos an expression for the item's time
   * @param id an expression for its id as text
   */
  String condition(String nanos, String id, Parameters parameters);
}
