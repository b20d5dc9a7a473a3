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

  private static Predicate<Span> condition(Filter filter) {
    if (filter instanceof Filter.Compare compare) {
      return compare(compare);
    }
    if (filter instanceof Filter.In in) {
      Function<Span, Optional<Filter.Value>> field = FilterFields.reader(in.field());
      return span ->
          field.apply(span).filter(value -> FilterValues.isIn(value, in.values())).isPresent();
    }
    if (filter instanceof Filter.Match match) {
      return match(match);
    }
    if (filter instanceof Filter.Has has) {
      return FilterFields.presence(has.field());
    }
    if (filter instanceof Filter.ListHas list) {
      return span -> SpanValues.list(span, list.field()).contains(list.text());
    }
    throw new IllegalArgumentException("filter: " + filter + " (expected: a known form)");
  }

  private static Predicate<Span> compare(Filter.Compare compare) {
    Function<Span, Optional<Filter.Value>> field = FilterFields.reader(compare.field());
    if (compare.operator() == Filter.Operator.NE) {
      return span ->
          field
              .apply(span)
              .filter(value -> FilterValues.test(value, Filter.Operator.EQ, compare.value()))
              .isEmpty();
    }
    return span ->
        field
            .apply(span)
            .filter(value -> FilterValues.test(value, compare.operator(), compare.value()))
            .isPresent();
  }

  private static Predicate<Span> match(Filter.Match match) {
    Function<Span, Optional<Filter.Value>> field = FilterFields.reader(match.field());
    String part = match.text();
    Predicate<String> test =
        switch (match.kind()) {
          case STARTS_WITH -> text -> text.startsWith(part);
          case ENDS_WITH -> text -> text.endsWith(part);
          case CONTAINS -> text -> text.contains(part);
          case REGEX -> {
            Pattern pattern = Pattern.compile(part);
            yield text -> pattern.matcher(text).find();
          }
        };
    return span ->
        field.apply(span).orElse(null) instanceof Filter.Value.Text text && test.test(text.text());
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
