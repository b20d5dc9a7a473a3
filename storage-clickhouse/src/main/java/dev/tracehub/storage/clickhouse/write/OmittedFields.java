/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.WireFormat;
import dev.tracehub.v1.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a span are left out of its bytes, and when. Immutable.
 *
 * <p>Fields of messages inside a span may be left out too, but not of messages inside those.
 */
final class OmittedFields {

  private final @Nullable Rule[] rules;

  /**
   * How a field is left out.
   *
   * @param when whether it is of a span
   * @param inside which fields of the message that it is; null when it goes as a whole
   * @param staysEmpty whether the message stays when nothing is left in it
   */
  record Rule(Predicate<Span> when, @Nullable OmittedFields inside, boolean staysEmpty) {

    /** Whether a value can be what the rule is for: a message has a length. */
    boolean fits(int wireType) {
      return inside == null || wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
  }

  private OmittedFields(Map<Integer, Rule> rules) {
    this.rules = new Rule[rules.keySet().stream().mapToInt(field -> field + 1).max().orElse(0)];
    rules.forEach((field, rule) -> this.rules[field] = rule);
  }

  static Builder builder() {
    return new Builder();
  }

  /** How the field is left out; null when it stays. */
  @Nullable Rule rule(int field) {
    return field < rules.length ? rules[field] : null;
  }

  private static boolean always(Span span) {
    return true;
  }

  /** Collects rules by the numbers of fields. */
  static final class Builder {

    private final Map<Integer, Rule> rules = new HashMap<>();

    private Builder() {}

    /** Leaves fields out. */
    Builder fields(int... fields) {
      for (int field : fields) {
        field(field, OmittedFields::always);
      }
      return this;
    }

    /** Leaves a field out of some spans. */
    Builder field(int field, Predicate<Span> when) {
      rules.put(field, new Rule(when, null, false));
      return this;
    }

    /** Leaves fields out of a message, and the message when nothing is left in it. */
    Builder message(int field, Predicate<Span> when, Builder inside) {
      rules.put(field, new Rule(when, inside.flat(), false));
      return this;
    }

    /** Leaves fields out of a message that stays, whatever is left in it. */
    Builder stayingMessage(int field, Builder inside) {
      rules.put(field, new Rule(OmittedFields::always, inside.flat(), true));
      return this;
    }

    /** Leaves fields out of a message, and the message when nothing is left in it. */
    Builder message(int field, Builder inside) {
      return message(field, OmittedFields::always, inside);
    }

    /** There is memory for one message inside a span at a time. */
    private OmittedFields flat() {
      if (rules.values().stream().anyMatch(rule -> rule.inside() != null)) {
        throw new IllegalArgumentException("a message inside a message inside a span");
      }
      return build();
    }

    OmittedFields build() {
      return new OmittedFields(rules);
    }
  }
}
