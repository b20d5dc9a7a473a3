/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.List;

/**
 * A condition on one span. {@link Filters#matches} says what each form means; a store that
 * evaluates filters in another way must give the same answers, and one that cannot answers INVALID.
 *
 * <p>A field that a span does not have (an absent attribute, an unknown time to first token) makes
 * every comparison with it false, except {@link Operator#NE}, which is the negation of {@link
 * Operator#EQ}. Text fields, lists and truth values of the span are never absent: what was not set
 * reads as the empty text, the empty list or false.
 */
public sealed interface Filter {

  /** Matches every span. */
  Filter ALL = new And(List.of());

  /** Matches when all operands do. */
  record And(List<Filter> operands) implements Filter {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /** Matches when an operand does. */
  record Or(List<Filter> operands) implements Filter {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  /** Matches when the operand does not. */
  record Not(Filter operand) implements Filter {}

  /**
   * Compares a field with a constant. Whole and real numbers compare by value, exactly; NaN equals
   * nothing and has no order. Text orders by code point, false before true. A constant of another
   * kind than the field's value is unequal and has no order; so is every constant for a list, a
   * map, bytes and an attribute without a value.
   */
  record Compare(Field field, Operator operator, Value value) implements Filter {}

  /** Matches when the field equals one of the constants. */
  record In(Field field, List<Value> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /**
   * Matches text; what is not text does not match. REGEX finds a match of an RE2 pattern anywhere
   * in it; a dot matches all but line feeds unless the pattern says otherwise.
   */
  record Match(Field field, MatchKind kind, String text) implements Filter {
    public Match {
      if (kind == MatchKind.REGEX) {
        Filters.requirePattern(text);
      }
    }
  }

  /**
   * Matches when the span has the field: an attribute is present (with whatever value, also an
   * empty text), a number is known, a text or a list of the span is not empty. Always for truth
   * values.
   */
  record Has(Field field) implements Filter {}

  /** Matches when a list field holds the text. */
  record ListHas(SpanField field, String text) implements Filter {
    public ListHas {
      if (field.kind() != SpanField.Kind.TEXT_LIST) {
        throw new IllegalArgumentException(
            "field: " + field.filterName() + " (expected: a field that holds a list)");
      }
    }
  }

  /** How to compare. */
  enum Operator {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
  }

  /** How to match text. */
  enum MatchKind {
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS,
    REGEX
  }

  /** What a condition is about. */
  sealed interface Field {

    /** A field of the span. */
    record Known(SpanField field) implements Field {}

    /** An attribute of the span. */
    record Attribute(String key) implements Field {}

    /** An attribute of the span's resource. */
    record ResourceAttribute(String key) implements Field {}
  }

  /** A constant. */
  sealed interface Value {

    /** Text. */
    record Text(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A real number. */
    record Real(double number) implements Value {}

    /** A truth value. */
    record Bool(boolean value) implements Value {}
  }
}
