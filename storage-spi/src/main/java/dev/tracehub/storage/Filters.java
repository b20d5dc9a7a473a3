/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tracehub.v1.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The meaning of {@link Filter}. Stores may evaluate filters in other ways; their answers must be
 * those of this class.
 */
public final class Filters {

  private Filters() {}

  /** Whether the span matches. For more than one span see {@link #predicate}. */
  public static boolean matches(Filter filter, Span span) {
    return predicate(filter).test(span);
  }

  /** The filter made ready for many spans: patterns are compiled once. Thread-safe. */
  public static Predicate<Span> predicate(Filter filter) {
    if (filter instanceof Filter.And and) {
      List<Predicate<Span>> operands = and.operands().stream().map(Filters::predicate).toList();
      return span -> operands.stream().allMatch(operand -> operand.test(span));
    }
    if (filter instanceof Filter.Or or) {
      List<Predicate<Span>> operands = or.operands().stream().map(Filters::predicate).toList();
      return span -> operands.stream().anyMatch(operand -> operand.test(span));
    }
    if (filter instanceof Filter.Not not) {
      return predicate(not.operand()).negate();
    }
    return condition(filter);
  }

  /**
   * The test that a condition makes of the value of its field, for stores that hold fields apart
   * from their spans. It takes empty for a field that is absent or cannot be compared. Thread-safe.
   *
   * @param condition a {@link Filter.Compare}, {@link Filter.In} or {@link Filter.Match}
   * @throws IllegalArgumentException when it is of another form
   */
  public static Predicate<Optional<Filter.Value>> valueTest(Filter condition) {
    if (condition instanceof Filter.Compare compare) {
      return compare(compare);
    }
    if (condition instanceof Filter.In in) {
      return value -> value.isPresent() && FilterValues.isIn(value.get(), in.values());
    }
    if (condition instanceof Filter.Match match) {
      Predicate<String> test = match(match);
      return value ->
          value.orElse(null) instanceof Filter.Value.Text text && test.test(text.text());
    }
    throw new IllegalArgumentException(
        "condition: " + condition + " (expected: a comparison of a field)");
  }

  private static Predicate<Span> condition(Filter filter) {
    if (filter instanceof Filter.Compare compare) {
      return condition(compare.field(), compare);
    }
    if (filter instanceof Filter.In in) {
      return condition(in.field(), in);
    }
    if (filter instanceof Filter.Match match) {
      return condition(match.field(), match);
    }
    if (filter instanceof Filter.Has has) {
      return FilterFields.presence(has.field());
    }
    if (filter instanceof Filter.ListHas list) {
      return span -> SpanValues.list(span, list.field()).contains(list.text());
    }
    throw new IllegalArgumentException("filter: " + filter + " (expected: a known form)");
  }

  private static Predicate<Span> condition(Filter.Field field, Filter condition) {
    Function<Span, Optional<Filter.Value>> reader = FilterFields.reader(field);
    Predicate<Optional<Filter.Value>> test = valueTest(condition);
    return span -> test.test(reader.apply(span));
  }

  private static Predicate<Optional<Filter.Value>> compare(Filter.Compare compare) {
    if (compare.operator() == Filter.Operator.NE) {
      return value ->
          value.isEmpty() || !FilterValues.test(value.get(), Filter.Operator.EQ, compare.value());
    }
    return value ->
        value.isPresent() && FilterValues.test(value.get(), compare.operator(), compare.value());
  }

  private static Predicate<String> match(Filter.Match match) {
    String part = match.text();
    return switch (match.kind()) {
      case STARTS_WITH -> text -> text.startsWith(part);
      case ENDS_WITH -> text -> text.endsWith(part);
      case CONTAINS -> text -> text.contains(part);
      case REGEX -> {
        Pattern pattern = Pattern.compile(part);
        yield text -> pattern.matcher(text).find();
      }
    };
  }

  /**
   * Refuses what is no RE2 pattern.
   *
   * @throws IllegalArgumentException naming the fault
   */
  static void requirePattern(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern: \"" + pattern + "\" (expected: an RE2 pattern; " + e.getDescription() + ")", e);
    }
  }
}
