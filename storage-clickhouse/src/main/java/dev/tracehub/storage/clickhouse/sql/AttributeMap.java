/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

/** The maps of attributes of a table of spans that is called {@code s}: one for each type. */
public enum AttributeMap {
  TEXT("_str", "String"),
  WHOLE("_int", "Int64"),
  REAL("_dbl", "Float64"),
  BOOL("_bool", "Bool");

  /** Before the suffix, of attributes of spans. */
  public static final String OF_SPAN = "s.attr";

  /** Before the suffix, of attributes of resources. */
  public static final String OF_RESOURCE = "s.resource";

  private final String suffix;
  private final String type;

  AttributeMap(String suffix, String type) {
    this.suffix = suffix;
    this.type = type;
  }

  /**
   * Whether there is a value of this type.
   *
   * @param prefix whose attributes
   * @param key the key
   * @param place the place of the key
   */
  public String has(String prefix, String key, String place) {
    return "mapContains(" + map(prefix, key) + ", " + place + ")";
  }

  /** The value; a default one when there is none. */
  public String value(String prefix, String key, String place) {
    return map(prefix, key) + "[" + place + "]";
  }

  /** ClickHouse 26.7 does not find the empty key among keys of low cardinality. */
  private String map(String prefix, String key) {
    String map = prefix + suffix;
    return key.isEmpty() ? "CAST(" + map + ", 'Map(String, " + type + ")')" : map;
  }
}
