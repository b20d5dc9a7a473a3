/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.AttributeMap;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns filters into conditions on the rows of a table of spans that is called {@code s}. */
public final class SqlFilter {

  static final String TRUE = "1";
  static final String FALSE = "0";

  private final KnownFields known;
  private final AttributeFields attributes;
  private final AttributeFields resourceAttributes;

  private SqlFilter(SpanScope scope) {
    known = new KnownFields(scope);
    attributes = new AttributeFields(AttributeMap.OF_SPAN, scope.parameters());
    resourceAttributes = new AttributeFields(AttributeMap.OF_RESOURCE, scope.parameters());
  }

  /** The condition, in parentheses where it needs them; its values are added to the scope's. */
  public static String compile(Filter filter, SpanScope scope) {
    return new SqlFilter(scope).condition(filter);
  }

  /** Whether the condition may have to open whole payloads. */
  public static boolean looksIntoPayloads(Filter filter) {
    return anyField(
        filter,
        (leaf, field) ->
            !(leaf instanceof Filter.Has)
                && (field == SpanField.INPUT || field == SpanField.OUTPUT));
  }

  /** Whether the condition looks at what spans cost. */
  public static boolean looksAtCosts(Filter filter) {
    return anyField(
        filter, (leaf, field) -> field == SpanField.COST_USD || field == SpanField.UNPRICED);
  }

  /** Whether the test holds for a condition on a known field, and this field. */
  private static boolean anyField(Filter filter, BiPredicate<Filter, SpanField> test) {
    if (filter instanceof Filter.And and) {
      return and.operands().stream().anyMatch(operand -> anyField(operand, test));
    }
    if (filter instanceof Filter.Or or) {
      return or.operands().stream().anyMatch(operand -> anyField(operand, test));
    }
    if (filter instanceof Filter.Not not) {
      return anyField(not.operand(), test);
    }
    if (filter instanceof Filter.Has has) {
      return isKnown(has.field(), field -> test.test(filter, field));
    }
    boolean compares =
        filter instanceof Filter.Compare
            || filter instanceof Filter.In
            || filter instanceof Filter.Match;
    return compares && isKnown(field(filter), field -> test.test(filter, field));
  }

  private static boolean isKnown(Filter.Field field, Predicate<SpanField> test) {
    return field instanceof Filter.Field.Known known && test.test(known.field());
  }

  private String condition(Filter filter) {
    if (filter instanceof Filter.And and) {
      return all(and.operands().stream().map(this::condition).toList());
    }
    if (filter instanceof Filter.Or or) {
      return any(or.operands().stream().map(this::condition).toList());
    }
    if (filter instanceof Filter.Not not) {
      return not(condition(not.operand()));
    }
    if (filter instanceof Filter.Has has) {
      return presence(has.field());
    }
    if (filter instanceof Filter.ListHas list) {
      return known.listHas(list);
    }
    if (filter instanceof Filter.Compare compare && compare.operator() == Filter.Operator.NE) {
      Filter equal = new Filter.Compare(compare.field(), Filter.Operator.EQ, compare.value());
      return not(condition(equal));
    }
    return test(filter);
  }

  private String test(Filter filter) {
    Filter.Field field = field(filter);
    if (field instanceof Filter.Field.Known one) {
      return known.test(one.field(), filter);
    }
    return field instanceof Filter.Field.Attribute attribute
        ? attributes.test(attribute.key(), filter)
        : resourceAttributes.test(((Filter.Field.ResourceAttribute) field).key(), filter);
  }

  private String presence(Filter.Field field) {
    if (field instanceof Filter.Field.Known one) {
      return known.presence(one.field());
    }
    return field instanceof Filter.Field.Attribute attribute
        ? attributes.presence(attribute.key())
        : resourceAttributes.presence(((Filter.Field.ResourceAttribute) field).key());
  }

  private static Filter.Field field(Filter filter) {
    if (filter instanceof Filter.Compare compare) {
      return compare.field();
    }
    if (filter instanceof Filter.In in) {
      return in.field();
    }
    if (filter instanceof Filter.Match match) {
      return match.field();
    }
    throw new IllegalArgumentException("filter: " + filter + " (expected: a known form)");
  }

  static String not(String condition) {
    return switch (condition) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      default -> "NOT " + condition;
    };
  }

  static String all(List<String> conditions) {
    if (conditions.contains(FALSE)) {
      return FALSE;
    }
    return joined(conditions, TRUE, " AND ");
  }

  static String any(List<String> conditions) {
    if (conditions.contains(TRUE)) {
      return TRUE;
    }
    return joined(conditions, FALSE, " OR ");
  }

  /** Without those that change nothing. */
  private static String joined(List<String> conditions, String neutral, String operator) {
    List<String> parts = conditions.stream().filter(part -> !part.equals(neutral)).toList();
    if (parts.isEmpty()) {
      return neutral;
    }
    return parts.size() == 1
        ? parts.get(0)
        : parts.stream().collect(Collectors.joining(operator, "(", ")"));
  }
}
