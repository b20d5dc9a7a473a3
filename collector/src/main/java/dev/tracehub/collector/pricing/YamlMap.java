/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map of texts, lists and maps with a place, so that errors can name it. Not thread-safe. */
final class YamlMap {

  /** More is a slip: prices are dollars per million tokens. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private final String place;
  private final Map<?, ?> entries;
  private final Set<Object> asked = new HashSet<>();

  YamlMap(String place, Object value) {
    this.place = place;
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(place + ": \"" + value + "\" (expected: a map)");
    }
    this.entries = map;
  }

  IllegalArgumentException fault(String field, Object value, String expected) {
    return new PriceFault(place, field, "\"" + value + "\" (expected: " + expected + ")");
  }

  Set<String> names() {
    Set<String> names = new HashSet<>();
    entries.keySet().forEach(name -> names.add(String.valueOf(name)));
    asked.addAll(entries.keySet());
    return names;
  }

  Optional<String> text(String field) {
    asked.add(field);
    Object value = entries.get(field);
    if (value != null && !(value instanceof String)) {
      throw fault(field, value, "a text");
    }
    return Optional.ofNullable((String) value).filter(text -> !text.isBlank());
  }

  String requiredText(String field) {
    return text(field).orElseThrow(() -> fault(field, "", "a text"));
  }

  Optional<BigDecimal> amount(String field) {
    return text(field).map(text -> amount(field, text));
  }

  BigDecimal amount(String field, String text) {
    try {
      BigDecimal amount = new BigDecimal(text);
      if (amount.signum() >= 0 && amount.scale() <= 12 && amount.compareTo(MOST) <= 0) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // Falls through: any wrong text gets the same answer.
    }
    throw fault(field, text, "a decimal from 0 to " + MOST + " with at most 12 places");
  }

  int wholeNumber(String field, int least, int most) {
    String text = requiredText(field);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: any wrong text gets the same answer.
    }
    throw fault(field, text, "a number from " + least + " to " + most);
  }

  /** The map in a field; empty when the field is absent. */
  YamlMap map(String field) {
    asked.add(field);
    Object value = entries.get(field);
    return new YamlMap(place + ": " + field, value == null ? Map.of() : value);
  }

  boolean has(String field) {
    return entries.containsKey(field);
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements(field)) {
      if (!(element instanceof String text)) {
        throw fault(field, element, "a text");
      }
      texts.add(text);
    }
    return texts;
  }

  List<YamlMap> list(String field) {
    List<YamlMap> maps = new ArrayList<>();
    for (Object element : elements(field)) {
      maps.add(new YamlMap(place + ": " + field + "[" + maps.size() + "]", element));
    }
    return maps;
  }

  private List<?> elements(String field) {
    asked.add(field);
    Object value = entries.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw fault(field, value, "a list");
    }
    return list;
  }

  /** Refuses fields that nothing asked for: they are misspelt. */
  void refuseOthers() {
    for (Object name : entries.keySet()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(place + ": " + name + ": unknown field");
      }
    }
  }
}
