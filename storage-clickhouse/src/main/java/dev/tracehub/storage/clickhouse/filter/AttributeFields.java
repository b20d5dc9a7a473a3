/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.clickhouse.sql.AttributeMap;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
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
  private final Parameters parameters;
  private final TextFields texts;
  private final NumberFields numbers;

  /**
   * Attributes.
   *
   * @param prefix whose: one of the constants of {@link AttributeMap}
   */
  AttributeFields(String prefix, Parameters parameters) {
    this.prefix = prefix;
    this.parameters = parameters;
    this.texts = new TextFields(parameters);
    this.numbers = new NumberFields(parameters);
  }

  /** A comparison, a list of constants or a match: of each type what its values can pass. */
  String test(String key, Filter condition) {
    String place = parameters.text(key);
    List<String> alternatives = new ArrayList<>();
    for (AttributeMap map : AttributeMap.values()) {
      String value = map.value(prefix, key, place);
      String test =
          switch (map) {
            case TEXT -> texts.text(value, condition);
            case WHOLE -> numbers.whole(value, condition);
            case REAL -> numbers.real(value, condition);
            case BOOL -> bool(value, condition);
          };
      // A missing key reads as a default value, which must not pass for one.
      String held = SqlFilter.all(List.of(map.has(prefix, key, place), test));
      alternatives.add(map == AttributeMap.TEXT ? indexed(key, condition, held) : held);
    }
    return SqlFilter.any(alternatives);
  }

  String presence(String key) {
    String place = parameters.text(key);
    List<String> alternatives = new ArrayList<>();
    for (AttributeMap map : AttributeMap.values()) {
      alternatives.add(map.has(prefix, key, place));
    }
    alternatives.add(SpanColumns.holds(prefix + "_other", key, place));
    return SqlFilter.any(alternatives);
  }

  /**
   * The index finds the item, and the map then tells it from items of other keys that read alike.
   */
  private String indexed(String key, Filter condition, String test) {
    if (!prefix.equals(AttributeMap.OF_SPAN)
        || !(condition instanceof Filter.Compare compare)
        || compare.operator() != Filter.Operator.EQ
        || !(compare.value() instanceof Value.Text constant)) {
      return test;
    }
    String item = key + "=" + constant.text();
    return item.getBytes(StandardCharsets.UTF_8).length > MAX_ITEM_BYTES
        ? test
        : SqlFilter.all(List.of("has(s.attr_items, " + parameters.text(item) + ")", test));
  }

  /** Both values are tried: a condition on a truth value has no other answers. */
  static String bool(String expression, Filter condition) {
    Predicate<Optional<Value>> test = Filters.valueTest(condition);
    List<String> passing =
        Stream.of(true, false)
            .filter(value -> test.test(Optional.of(new Value.Bool(value))))
            .map(value -> value ? expression : SqlFilter.not(expression))
            .toList();
    return passing.size() == 2 ? SqlFilter.TRUE : SqlFilter.any(passing);
  }
}
