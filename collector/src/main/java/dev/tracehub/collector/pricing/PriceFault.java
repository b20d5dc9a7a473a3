/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

/** A wrong field in prices. */
final class PriceFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String place;
  private final String field;
  private final String description;

  PriceFault(String place, String field, String description) {
    super(place + ": " + field + ": " + description);
    this.place = place;
    this.field = field;
    this.description = description;
  }

  /** The path of the field, e.g. {@code price.above.tokens}. */
  String path() {
    return place.replace(": ", ".") + "." + field;
  }

  /** The value and what was expected. */
  String description() {
    return description;
  }
}
