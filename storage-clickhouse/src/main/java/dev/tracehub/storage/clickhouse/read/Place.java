/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.clickhouse.sql.Parameters;

/**
 * Where an item stands in a list.
 *
 * @param timeNanos its time
 * @param id its id, which breaks ties of time
 */
record Place(long timeNanos, String id) {

  /**
   * Whether another item lies beyond this one.
   *
   * @param nanos an expression for its time
   * @param other an expression for its id as text
   * @param ascending the direction of the list
   */
  String beyond(String nanos, String other, boolean ascending, Parameters parameters) {
    String time = parameters.whole(timeNanos);
    String operator = ascending ? " > " : " < ";
    return "("
        + nanos
        + operator
        + time
        + " OR "
        + nanos
        + " = "
        + time
        + " AND "
        + other
        + operator
        + parameters.text(id)
        + ")";
  }

  Cursor cursor(Cursor.Side side) {
    return new Cursor(side, timeNanos, id);
  }
}
