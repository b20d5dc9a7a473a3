/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what a filter's field is about from a span. */
final class FilterFields {

  private FilterFields() {}

  /** Reads the value; empty when it is absent or cannot be compared. */
  static Function<Span, Optional<Filter.Value>> reader(Filter.Field field) {
    if (field instanceof Filter.Field.Attribute attribute) {
      return span -> attribute(span.getAttributesMap(), attribute.key());
    }
    if (field instanceof Filter.Field.ResourceAttribute attribute) {
      return span -> attribute(span.getResourceAttributesMap(), attribute.key());
    }
    SpanField known = ((Filter.Field.Known) field).field();
    return span -> known(span, known);
  }

  /** Tells whether a span has the field. */
  static Predicate<Span> presence(Filter.Field field) {
    if (field instanceof Filter.Field.Attribute attribute) {
      return span -> span.containsAttributes(attribute.key());
    }
    if (field instanceof Filter.Field.ResourceAttribute attribute) {
      return span -> span.containsResourceAttributes(attribute.key());
    }
    SpanField known = ((Filter.Field.Known) field).field();
    return switch (known.kind()) {
      case TEXT -> span -> !SpanValues.text(span, known).isEmpty();
      case TEXT_LIST -> span -> !SpanValues.list(span, known).isEmpty();
      case WHOLE, REAL, BOOL -> span -> known(span, known).isPresent();
    };
  }

  private static Optional<Filter.Value> attribute(
      Map<String, AttributeValue> attributes, String key) {
    @Nullable AttributeValue value = attributes.get(key);
    return value == null ? Optional.empty() : SpanValues.comparable(value);
  }

  private static Optional<Filter.Value> known(Span span, SpanField field) {
    return switch (field.kind()) {
      case TEXT -> Optional.of(new Filter.Value.Text(SpanValues.text(span, field)));
      case BOOL -> Optional.of(new Filter.Value.Bool(SpanValues.bool(span, field)));
      case WHOLE -> {
        OptionalLong value = SpanValues.whole(span, field);
        yield value.isPresent()
            ? Optional.of(new Filter.Value.Whole(value.getAsLong()))
            : Optional.empty();
      }
      case REAL -> {
        OptionalDouble value = SpanValues.real(span, field);
        yield value.isPresent()
            ? Optional.of(new Filter.Value.Real(value.getAsDouble()))
            : Optional.empty();
      }
      case TEXT_LIST -> Optional.empty();
    };
  }
}
