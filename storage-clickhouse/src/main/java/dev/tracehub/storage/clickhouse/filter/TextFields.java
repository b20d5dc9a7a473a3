/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Conditions on expressions of text and of truth values. */
final class TextFields {

  private final Parameters parameters;

  TextFields(Parameters parameters) {
    this.parameters = parameters;
  }

  /** A condition on text; text orders by its bytes, which is the order of code points. */
  String text(String text, Filter condition) {
    if (condition instanceof Filter.Compare compare) {
      return compare.value() instanceof Value.Text constant
          ? text + operator(compare.operator()) + parameters.text(constant.text())
          : SqlFilter.FALSE;
    }
    if (condition instanceof Filter.In in) {
      List<String> constants = texts(in);
      return constants.isEmpty() ? SqlFilter.FALSE : text + " IN " + parameters.texts(constants);
    }
    return match(text, (Filter.Match) condition);
  }

  /** The constants that are texts: no other equals one. */
  static List<String> texts(Filter.In in) {
    List<String> texts = new ArrayList<>();
    for (Value value : in.values()) {
      if (value instanceof Value.Text text) {
        texts.add(text.text());
      }
    }
    return texts;
  }

  private String match(String text, Filter.Match match) {
    if (match.kind() != Filter.MatchKind.REGEX && match.text().isEmpty()) {
      return SqlFilter.TRUE;
    }
    return switch (match.kind()) {
      case STARTS_WITH -> "startsWith(" + text + ", " + parameters.text(match.text()) + ")";
      case ENDS_WITH -> "endsWith(" + text + ", " + parameters.text(match.text()) + ")";
      case CONTAINS -> "position(" + text + ", " + parameters.text(match.text()) + ") > 0";
      // ClickHouse lets a dot match line feeds unless it is told not to.
      case REGEX -> "match(" + text + ", " + parameters.text("(?-s)" + match.text()) + ")";
    };
  }

  private static String operator(Filter.Operator operator) {
    return switch (operator) {
      case EQ -> " = ";
      case NE -> " != ";
      case LT -> " < ";
      case LE -> " <= ";
      case GT -> " > ";
      case GE -> " >= ";
    };
  }
}
