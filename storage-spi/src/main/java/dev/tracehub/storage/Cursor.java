/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * A place in a list. The item at the place belongs to neither side, and it need not be there any
 * more.
 *
 * @param side which items the page holds: those after the place or those before it, in the list's
 *     direction
 * @param timeNanos the time of the item at the place
 * @param id the id of the item at the place, which breaks ties of time: a trace id, a trace id
 *     followed by a span id or by an evaluation id, a session id, a user id, or for measurements,
 *     which have none, a text that the store makes up and that begins with the name
 */
public record Cursor(Side side, long timeNanos, String id) {

  /** Which items a page holds. */
  public enum Side {
    /** Those that follow the place. */
    AFTER,
    /** Those that precede the place; the page holds the nearest and keeps the list's direction. */
    BEFORE
  }
}
