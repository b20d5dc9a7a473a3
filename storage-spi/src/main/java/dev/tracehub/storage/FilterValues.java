/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.List;
import java.util.OptionalInt;

/** Compares values as filters do. */
final class FilterValues {

  private static final double TWO_TO_63 = 0x1p63;

  private FilterValues() {}

  /** Whether the comparison holds; false for values without an order between them. */
  static boolean test(Filter.Value value, Filter.Operator operator, Filter.Value constant) {
    OptionalInt order = compare(value, constant);
    if (order.isEmpty()) {
      return operator == Filter.Operator.NE;
    }
    int sign = order.getAsInt();
    return switch (operator) {
      case EQ -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
    };
  }

  /** Whether the value equals one of the constants. */
  static boolean isIn(Filter.Value value, List<Filter.Value> constants) {
    return constants.stream().anyMatch(constant -> test(value, Filter.Operator.EQ, constant));
  }

  /** The sign of value - constant; empty when they are of different kinds or one is NaN. */
  private static OptionalInt compare(Filter.Value value, Filter.Value constant) {
    if (value instanceof Filter.Value.Text a && constant instanceof Filter.Value.Text b) {
      return OptionalInt.of(CodePointOrder.INSTANCE.compare(a.text(), b.text()));
    }
    if (value instanceof Filter.Value.Bool a && constant instanceof Filter.Value.Bool b) {
      return OptionalInt.of(Boolean.compare(a.value(), b.value()));
    }
    if (value instanceof Filter.Value.Whole a) {
      return compareWhole(a.number(), constant);
    }
    if (value instanceof Filter.Value.Real a) {
      return compareReal(a.number(), constant);
    }
    return OptionalInt.empty();
  }

  private static OptionalInt compareWhole(long whole, Filter.Value constant) {
    if (constant instanceof Filter.Value.Whole other) {
      return OptionalInt.of(Long.compare(whole, other.number()));
    }
    return constant instanceof Filter.Value.Real other
        ? compareExactly(whole, other.number())
        : OptionalInt.empty();
  }

  private static OptionalInt compareReal(double real, Filter.Value constant) {
    if (constant instanceof Filter.Value.Whole other) {
      OptionalInt opposite = compareExactly(other.number(), real);
      return opposite.isPresent() ? OptionalInt.of(-opposite.getAsInt()) : opposite;
    }
    if (!(constant instanceof Filter.Value.Real other)
        || Double.isNaN(real)
        || Double.isNaN(other.number())) {
      return OptionalInt.empty();
    }
    // Not Double.compare, which tells 0.0 from -0.0.
    return OptionalInt.of(real < other.number() ? -1 : real > other.number() ? 1 : 0);
  }

  /** Without turning the whole number into a double, which would round it beyond 2^53. */
  private static OptionalInt compareExactly(long whole, double real) {
    if (Double.isNaN(real)) {
      return OptionalInt.empty();
    }
    if (real >= TWO_TO_63) {
      return OptionalInt.of(-1);
    }
    if (real < -TWO_TO_63) {
      return OptionalInt.of(1);
    }
    long truncated = (long) real;
    int sign = Long.compare(whole, truncated);
    double rest = real - truncated;
    return OptionalInt.of(sign != 0 ? sign : rest > 0 ? -1 : rest < 0 ? 1 : 0);
  }
}
