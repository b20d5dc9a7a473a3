/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

/** What became of one record. */
sealed interface Outcome {

  /** It is held now and was not before. */
  Outcome STORED = new Stored();

  /** It was held before. */
  Outcome DUPLICATE = new Duplicate();

  /** It is held now and was not before. */
  record Stored() implements Outcome {}

  /** It was held before. */
  record Duplicate() implements Outcome {}

  /** It is not held. */
  record Refused(boolean conflict, String reason) implements Outcome {}

  /** The record is wrong or too large. */
  static Outcome refused(String reason) {
    return new Refused(false, reason);
  }

  /** A finished span with the same ids and other content is held. */
  static Outcome conflict(String reason) {
    return new Refused(true, reason);
  }
}
