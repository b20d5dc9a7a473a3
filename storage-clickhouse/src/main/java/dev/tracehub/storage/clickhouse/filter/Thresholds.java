/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.Filters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Conditions on numbers as bounds of a column of whole numbers whose values grow with the field's.
 * The contract's own test is asked where the bounds are, by halving: rounding, kinds of constants
 * and NaN are decided in one place, and an index on the column can be used.
 *
 * @param least the least value of the column
 * @param greatest the greatest value of the column
 * @param value the field's value for one of the column's; it must not fall where the column grows
 */
record Thresholds(BigInteger least, BigInteger greatest, Function<BigInteger, Value> value) {

  /** Writes the condition that the column's value lies from a bound on. */
  interface Bound {
    String from(BigInteger bound);
  }

  /** The condition for a comparison or a list of constants; text matches nothing. */
  String condition(Filter condition, Bound bound) {
    if (condition instanceof Filter.Compare compare) {
      return compare(compare, bound);
    }
    if (condition instanceof Filter.In in) {
      List<String> equal = new ArrayList<>();
      for (Value constant : in.values()) {
        equal.add(compare(new Filter.Compare(in.field(), Operator.EQ, constant), bound));
      }
      return SqlFilter.any(equal);
    }
    return SqlFilter.FALSE;
  }

  private String compare(Filter.Compare compare, Bound bound) {
    return switch (compare.operator()) {
      case GT, GE -> from(compare, bound);
      case LT, LE -> below(compare, bound);
      case EQ ->
          SqlFilter.all(
              List.of(
                  from(with(compare, Operator.GE), bound),
                  below(with(compare, Operator.LE), bound)));
      case NE -> SqlFilter.not(compare(with(compare, Operator.EQ), bound));
    };
  }

  private String from(Filter.Compare compare, Bound bound) {
    Optional<BigInteger> first = first(test(compare));
    if (first.isEmpty()) {
      return SqlFilter.FALSE;
    }
    return first.get().equals(least) ? SqlFilter.TRUE : bound.from(first.get());
  }

  /** What is not in order, as another kind and NaN, is not below either. */
  private String below(Filter.Compare compare, Bound bound) {
    Predicate<BigInteger> test = test(compare);
    if (!test.test(least)) {
      return SqlFilter.FALSE;
    }
    return first(test.negate())
        .map(first -> SqlFilter.not(bound.from(first)))
        .orElse(SqlFilter.TRUE);
  }

  /** The first value that passes a test that all greater ones pass too. */
  private Optional<BigInteger> first(Predicate<BigInteger> test) {
    if (!test.test(greatest)) {
      return Optional.empty();
    }
    BigInteger from = least;
    BigInteger to = greatest;
    while (from.compareTo(to) < 0) {
      // The floor also for negative sums, so that it is always below the upper end.
      BigInteger middle = from.add(to).shiftRight(1);
      if (test.test(middle)) {
        to = middle;
      } else {
        from = middle.add(BigInteger.ONE);
      }
    }
    return Optional.of(from);
  }

  private Predicate<BigInteger> test(Filter.Compare compare) {
    Predicate<Optional<Value>> test = Filters.valueTest(compare);
    return number -> test.test(Optional.of(value.apply(number)));
  }

  private static Filter.Compare with(Filter.Compare compare, Operator operator) {
    return new Filter.Compare(compare.field(), operator, compare.value());
  }
}
