/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an insert has to know of a column's type. */
sealed interface ColumnType {

  /**
   * A whole number, also one that stands for a truth value, a name or a time.
   *
   * @param width its bytes
   */
  record Whole(int width) implements ColumnType {}

  /** A double. */
  record Real() implements ColumnType {}

  /** Decimal(38, 18): the amount times 10^18 in 16 bytes. */
  record Money() implements ColumnType {}

  /**
   * Bytes with their length.
   *
   * @param repeats whether the column keeps each value once
   */
  record Text(boolean repeats) implements ColumnType {}

  /** 16 bytes. */
  record Id() implements ColumnType {}

  /** 16 bytes as two numbers. */
  record Uuid() implements ColumnType {}

  /** A list. */
  record Array(ColumnType element) implements ColumnType {}

  /** Pairs of keys and values. */
  record Map(ColumnType key, ColumnType value) implements ColumnType {}

  /** A type name with its arguments. */
  Pattern NAME = Pattern.compile("(\\w+)(?:\\((.*)\\))?");

  /**
   * Reads a type as the schema writes it.
   *
   * @throws IllegalArgumentException when it is none that inserts can write
   */
  static ColumnType parse(String type) {
    Matcher matcher = NAME.matcher(type);
    if (!matcher.matches()) {
      throw unknown(type);
    }
    String arguments = matcher.group(2) == null ? "" : matcher.group(2);
    return switch (matcher.group(1)) {
      case "Bool", "UInt8", "Enum8" -> new Whole(1);
      case "UInt16" -> new Whole(2);
      case "UInt32", "DateTime" -> new Whole(4);
      case "UInt64", "Int64", "DateTime64" -> new Whole(8);
      case "Float64" -> new Real();
      case "Decimal" -> new Money();
      case "String" -> new Text(false);
      case "FixedString" -> new Id();
      case "UUID" -> new Uuid();
      case "Array" -> new Array(parse(arguments));
      case "LowCardinality" -> {
        if (!arguments.equals("String")) {
          throw unknown(type);
        }
        yield new Text(true);
      }
      case "Map" -> {
        // Keys are plain or LowCardinality texts: the first comma parts them from the values.
        int comma = arguments.indexOf(',');
        yield new Map(
            parse(arguments.substring(0, comma)), parse(arguments.substring(comma + 1).strip()));
      }
      default -> throw unknown(type);
    };
  }

  private static IllegalArgumentException unknown(String type) {
    return new IllegalArgumentException("type: \"" + type + "\" (expected: one that is inserted)");
  }
}
