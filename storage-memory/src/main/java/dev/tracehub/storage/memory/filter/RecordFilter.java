/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.function.Predicate;

/** A condition on what only the record has: reads the field in question and nothing else of it. */
record RecordFilter(PartialSpans parts, Predicate<Span> test) implements ColumnFilter {

  static RecordFilter of(Filter condition) {
    return new RecordFilter(parts(fieldOf(condition)), Filters.predicate(condition));
  }

  @Override
  public RowPredicate bind(Chunk<Span> chunk) {
    return row -> test.test(parts.read(chunk.slice(row)));
  }

  private static Filter.Field fieldOf(Filter condition) {
    if (condition instanceof Filter.Compare compare) {
      return compare.field();
    }
    if (condition instanceof Filter.In in) {
      return in.field();
    }
    if (condition instanceof Filter.Match match) {
      return match.field();
    }
    if (condition instanceof Filter.Has has) {
      return has.field();
    }
    if (condition instanceof Filter.ListHas list) {
      return new Filter.Field.Known(list.field());
    }
    throw new IllegalArgumentException("filter: " + condition + " (expected: a known form)");
  }

  private static PartialSpans parts(Filter.Field field) {
    if (field instanceof Filter.Field.Attribute attribute) {
      return PartialSpans.attribute(attribute.key());
    }
    if (field instanceof Filter.Field.ResourceAttribute attribute) {
      return PartialSpans.resourceAttribute(attribute.key());
    }
    return PartialSpans.fields(numberOf(((Filter.Field.Known) field).field()));
  }

  private static int numberOf(SpanField field) {
    return switch (field) {
      case STATUS_MESSAGE -> Span.STATUS_FIELD_NUMBER;
      case STREAMING -> Span.STREAMING_FIELD_NUMBER;
      case COUNTED -> Span.COLLECTOR_FIELD_NUMBER;
      case INPUT -> Span.INPUT_FIELD_NUMBER;
      case OUTPUT -> Span.OUTPUT_FIELD_NUMBER;
      default ->
          throw new IllegalArgumentException(
              "field: " + field.filterName() + " (expected: a field without a column)");
    };
  }
}
