/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.SpanType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values of which attributes decide the type of a span: the table types.tsv. Immutable. */
final class TypeRules {

  private static final String ANY = "*";

  private final Map<String, Test> tests;

  private TypeRules(Map<String, Test> tests) {
    this.tests = tests;
  }

  /**
   * What one attribute tells.
   *
   * @param rank its place among the attributes: the lowest decides
   */
  record Test(int rank, Map<String, SpanType> typesByValue) {

    /** The type that the value stands for; null when it decides nothing. */
    @Nullable SpanType typeOf(String value) {
      SpanType any = typesByValue.get(ANY);
      if (any != null) {
        return any;
      }
      SpanType exact = typesByValue.get(value);
      if (exact != null) {
        return exact;
      }
      int blank = value.indexOf(' ');
      String word = blank < 0 ? value : value.substring(0, blank);
      return typesByValue.get(word.toLowerCase(Locale.ROOT));
    }
  }

  static TypeRules parse(List<TableFile.Line> lines) {
    Map<String, Test> tests = new LinkedHashMap<>();
    for (TableFile.Line line : lines) {
      int rank = tests.size();
      Test test = tests.computeIfAbsent(line.column(0), name -> new Test(rank, new HashMap<>()));
      SpanType type = typeNamed(line.column(2), line);
      // Under its own spelling too, which saves the lower-casing of most values.
      test.typesByValue().put(line.column(1), type);
      SpanType earlier = test.typesByValue().put(line.column(1).toLowerCase(Locale.ROOT), type);
      if (earlier != null && earlier != type) {
        throw line.fault("value: \"" + line.column(1) + "\" (expected: listed once)");
      }
    }
    return new TypeRules(tests);
  }

  Map<String, Test> tests() {
    return tests;
  }

  static SpanType typeNamed(String name, TableFile.Line line) {
    try {
      return SpanType.valueOf("SPAN_TYPE_" + name);
    } catch (IllegalArgumentException e) {
      throw line.fault("type: \"" + name + "\" (expected: a name of SpanType)");
    }
  }

  /** The name of a type in tables and dialects. */
  static String nameOf(SpanType type) {
    return type.name().substring("SPAN_TYPE_".length());
  }
}
