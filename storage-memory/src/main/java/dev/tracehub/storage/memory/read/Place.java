/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.Cursor;

/** A place in a list that is sorted by time and id. */
record Place(long timeNanos, String id) {

  static Place of(Cursor cursor) {
    return new Place(cursor.timeNanos(), cursor.id());
  }

  Cursor cursor(Cursor.Side side) {
    return new Cursor(side, timeNanos, id);
  }
}
