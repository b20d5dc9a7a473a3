/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import java.util.regex.Pattern;

/** Turns CEL's internal names into what the author of a filter wrote. */
final class Names {

  private static final Pattern OPERATOR = Pattern.compile("_?[-!+*/%<>=&|]+_");

  private Names() {}

  /** {@code _>_} is {@code >}, {@code @in} is {@code in}; names of functions stay. */
  static String ofFunction(String name) {
    return switch (name) {
      case "@in" -> "in";
      case "_[_]" -> "[]";
      case "_?_:_" -> "?:";
      default -> OPERATOR.matcher(name).matches() ? name.replace("_", "") : name;
    };
  }

  /** Types of operands as CEL users know them. */
  static String ofTypes(String types) {
    return types
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("google.protobuf.Duration", "duration");
  }
}
