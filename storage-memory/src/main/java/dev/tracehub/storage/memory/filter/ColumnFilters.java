/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes filters ready. Each condition goes to the cheapest place that can answer it. */
public final class ColumnFilters {

  private final boolean finished;

  private ColumnFilters(boolean finished) {
    this.finished = finished;
  }

  /** A filter of finished spans. */
  public static ColumnFilter ofFinished(Filter filter) {
    return new ColumnFilters(true).of(filter).filter();
  }

  /** A filter of started spans. Their marks are no usage roles. */
  public static ColumnFilter ofStarted(Filter filter) {
    return new ColumnFilters(false).of(filter).filter();
  }

  /** A filter and whether it reads records. */
  private record Ranked(ColumnFilter filter, boolean readsRecords) {}

  private Ranked of(Filter filter) {
    if (filter instanceof Filter.And and) {
      List<Ranked> operands = ranked(and.operands());
      return new Ranked(chunk -> all(operands, chunk), anyReadsRecords(operands));
    }
    if (filter instanceof Filter.Or or) {
      List<Ranked> operands = ranked(or.operands());
      return new Ranked(chunk -> any(operands, chunk), anyReadsRecords(operands));
    }
    if (filter instanceof Filter.Not not) {
      Ranked operand = of(not.operand());
      return new Ranked(chunk -> operand.filter().bind(chunk).negated(), operand.readsRecords());
    }
    return onColumn(filter)
        .map(column -> new Ranked(column, false))
        .orElseGet(() -> new Ranked(RecordFilter.of(filter), true));
  }

  /** Operands that read records come last: they are asked only about what the others leave. */
  private List<Ranked> ranked(List<Filter> operands) {
    return operands.stream()
        .map(this::of)
        .sorted(Comparator.comparing(Ranked::readsRecords))
        .toList();
  }

  private Optional<ColumnFilter> onColumn(Filter filter) {
    if (filter instanceof Filter.Has has && has.field() instanceof Filter.Field.Known known) {
      return presence(known.field());
    }
    if (filter instanceof Filter.ListHas list) {
      return SpanText.of(list.field())
          .map(column -> new TextFilter(column, value -> ((List<?>) value).contains(list.text())));
    }
    return field(filter).flatMap(field -> comparison(field, Filters.valueTest(filter)));
  }

  private Optional<ColumnFilter> presence(SpanField field) {
    if (field.kind() == SpanField.Kind.BOOL) {
      return Optional.of(chunk -> RowPredicate.ALWAYS);
    }
    Optional<SpanText> text = SpanText.of(field);
    return text.isPresent()
        ? text.map(column -> new TextFilter(column, value -> !isEmpty(value)))
        : comparison(field, value -> value.filter(known -> !isEmptyText(known)).isPresent());
  }

  private Optional<ColumnFilter> comparison(
      SpanField field, Predicate<Optional<Filter.Value>> test) {
    Optional<SpanText> text = SpanText.of(field);
    if (text.isPresent()) {
      return text.map(column -> new TextFilter(column, value -> test.test(valueOf(value))));
    }
    if (field == SpanField.ERROR) {
      return Optional.of(
          new TextFilter(
              SpanText.STATUS,
              value -> test.test(Optional.of(new Filter.Value.Bool(value.equals("ERROR"))))));
    }
    return ColumnValues.of(field, finished).map(values -> new ValueFilter(values, test));
  }

  private static Optional<SpanField> field(Filter filter) {
    Filter.Field field;
    if (filter instanceof Filter.Compare compare) {
      field = compare.field();
    } else if (filter instanceof Filter.In in) {
      field = in.field();
    } else if (filter instanceof Filter.Match match) {
      field = match.field();
    } else {
      return Optional.empty();
    }
    return field instanceof Filter.Field.Known known
        ? Optional.of(known.field())
        : Optional.empty();
  }

  /** Lists have no value that can be compared. */
  private static Optional<Filter.Value> valueOf(Object value) {
    return value instanceof String text
        ? Optional.of(new Filter.Value.Text(text))
        : Optional.empty();
  }

  private static boolean isEmpty(Object value) {
    return value instanceof String text ? text.isEmpty() : ((List<?>) value).isEmpty();
  }

  private static boolean isEmptyText(Filter.Value value) {
    return value instanceof Filter.Value.Text text && text.text().isEmpty();
  }

  private static boolean anyReadsRecords(List<Ranked> operands) {
    return operands.stream().anyMatch(Ranked::readsRecords);
  }

  private static RowPredicate all(List<Ranked> operands, Chunk<Span> chunk) {
    RowPredicate result = RowPredicate.ALWAYS;
    for (Ranked operand : operands) {
      RowPredicate bound = operand.filter().bind(chunk);
      if (bound == RowPredicate.NEVER) {
        return RowPredicate.NEVER;
      }
      RowPredicate before = result;
      if (before == RowPredicate.ALWAYS) {
        result = bound;
      } else if (bound != RowPredicate.ALWAYS) {
        result = row -> before.test(row) && bound.test(row);
      }
    }
    return result;
  }

  private static RowPredicate any(List<Ranked> operands, Chunk<Span> chunk) {
    RowPredicate result = RowPredicate.NEVER;
    for (Ranked operand : operands) {
      RowPredicate bound = operand.filter().bind(chunk);
      if (bound == RowPredicate.ALWAYS) {
        return RowPredicate.ALWAYS;
      }
      RowPredicate before = result;
      if (before == RowPredicate.NEVER) {
        result = bound;
      } else if (bound != RowPredicate.NEVER) {
        result = row -> before.test(row) || bound.test(row);
      }
    }
    return result;
  }
}
