/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.SpanType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a source counts, as the third column of fields.tsv says. Immutable once parsed. */
final class Condition {

  private Set<SpanType> types = Set.of();
  private String is = "";
  private List<String> not = List.of();
  private String whereMember = "";
  private String whereValue = "";
  private @Nullable Field differs;
  private boolean system;
  private Form.Unit unit = Form.Unit.SECONDS;

  private Condition() {}

  static Condition parse(TableFile.Line line) {
    Condition condition = new Condition();
    String text = line.columnOrEmpty(2);
    if (!text.isEmpty()) {
      for (String part : text.split(" +", -1)) {
        condition.add(part, line);
      }
    }
    return condition;
  }

  private void add(String part, TableFile.Line line) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals);
    String value = equals < 0 ? "" : part.substring(equals + 1);
    switch (name) {
      case "type" -> types = parseTypes(value, line);
      case "is" -> is = value;
      case "not" -> not = List.of(value.split(",", -1));
      case "where" -> parseWhere(value, line);
      case "differs" ->
          differs = Field.named(value).orElseThrow(() -> line.fault("field: \"" + value + "\""));
      case "system" -> system = true;
      case "unit" -> unit = parseUnit(value, line);
      default -> throw line.fault("condition: \"" + part + "\" (expected: one of the file's head)");
    }
  }

  private void parseWhere(String value, TableFile.Line line) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw line.fault("where: \"" + value + "\" (expected: member=value)");
    }
    whereMember = value.substring(0, equals);
    whereValue = value.substring(equals + 1);
  }

  private static Set<SpanType> parseTypes(String names, TableFile.Line line) {
    Set<SpanType> types = EnumSet.noneOf(SpanType.class);
    for (String name : names.split(",", -1)) {
      types.add(TypeRules.typeNamed(name, line));
    }
    return types;
  }

  private static Form.Unit parseUnit(String name, TableFile.Line line) {
    return switch (name) {
      case "s" -> Form.Unit.SECONDS;
      case "ms" -> Form.Unit.MILLIS;
      case "time" -> Form.Unit.TIME;
      default -> throw line.fault("unit: \"" + name + "\" (expected: s, ms or time)");
    };
  }

  boolean appliesTo(SpanType type) {
    return types.isEmpty() || types.contains(type);
  }

  /** The value that is asked for; empty when any will do. */
  String is() {
    return is;
  }

  boolean refuses(String text) {
    for (String prefix : not) {
      if (text.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** The member of the document that decides; empty when none does. */
  String whereMember() {
    return whereMember;
  }

  String whereValue() {
    return whereValue;
  }

  @Nullable Field differs() {
    return differs;
  }

  boolean system() {
    return system;
  }

  Form.Unit unit() {
    return unit;
  }
}
