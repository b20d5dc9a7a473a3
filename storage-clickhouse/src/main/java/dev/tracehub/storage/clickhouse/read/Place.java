/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.Cursor;

/**
 * Where an item stands in a list.
 *
 * @param timeNanos its time
 * @param id its id, which breaks ties of time
 */
record Place(long timeNanos, String id) {

  Cursor cursor(Cursor.Side side) {
    return new Cursor(side, timeNanos, id);
  }
}
