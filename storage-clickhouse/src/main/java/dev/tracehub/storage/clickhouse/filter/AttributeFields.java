/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Conditions on attributes, which lie in a map for each type of values. */
final class AttributeFields {

  /** Longer items are not in the index. */
  private static final int MAX_ITEM_BYTES = 128;

  private final String prefix;
  private final boolean indexed;
  private final Parameters parameters;
  private final TextFields texts;
  private final NumberFields numbers;

  private AttributeFields(String prefix, boolean indexed, Parameters parameters) {
    this.prefix = prefix;
    this.indexed = indexed;
    this.parameters = parameters;
    this.texts = new TextFields(parameters);
    this.numbers = new NumberFields(parameters);
  }

  /** Attributes of spans. */
  static AttributeFields ofSpan(Parameters parameters) {
    return new AttributeFields("s.attr", true, parameters);
  }

  /** Attributes of resources. */
  static AttributeFields ofResource(Parameters parameters) {
    return new AttributeFields("s.resource", false, parameters);
  }

  /** A comparison, a list of constants or a match: of each type what its values can pass. */
  String test(String key, Filter condition) {
    String place = parameters.text(key);
    List<String> alternatives = new ArrayList<>();
    alternatives.add(text(key, place, condition));
    alternatives.add(held("_int", place, numbers.whole(value("_int", place), condition)));
    alternatives.add(held("_dbl", place, numbers.real(value("_dbl", place), condition)));
    alternatives.add(bool(place, condition));
    return SqlFilter.any(alternatives);
  }

  String presence(String key) {
    String place = parameters.text(key);
    return SqlFilter.any(
        List.of(
            has("_str", place),
            has("_int", place),
            has("_dbl", place),
            has("_bool", place),
            "has(" + prefix + "_other, " + place + ")"));
  }

  private String text(String key, String place, Filter condition) {
    String test = held("_str", place, texts.text(value("_str", place), condition));
    if (!indexed
        || !(condition instanceof Filter.Compare compare)
        || compare.operator() != Filter.Operator.EQ
        || !(compare.value() instanceof Value.Text constant)) {
      return test;
    }
    String item = key + "=" + constant.text();
    // The index finds the item, the map tells an item of this key from others of the same text.
    return item.getBytes(StandardCharsets.UTF_8).length > MAX_ITEM_BYTES
        ? test
        : SqlFilter.all(List.of("has(s.attr_items, " + parameters.text(item) + ")", test));
  }

  private String bool(String place, Filter condition) {
    Predicate<Optional<Value>> test = Filters.valueTest(condition);
    List<String> passing =
        Stream.of(true, false)
            .filter(value -> test.test(Optional.of(new Value.Bool(value))))
            .map(value -> (value ? "" : "NOT ") + value("_bool", place))
            .toList();
    return held("_bool", place, passing.size() == 2 ? SqlFilter.TRUE : SqlFilter.any(passing));
  }

  /** A missing key reads as a default value, which must not pass for one. */
  private String held(String map, String place, String test) {
    return SqlFilter.all(List.of(has(map, place), test));
  }

  private String has(String map, String place) {
    return "mapContains(" + prefix + map + ", " + place + ")";
  }

  private String value(String map, String place) {
    return prefix + map + "[" + place + "]";
  }
}
