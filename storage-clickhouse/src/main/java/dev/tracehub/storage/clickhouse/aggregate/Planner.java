/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Dimensions;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.QueryPlan;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses what a question for numbers is answered from. Rollups hold sums by minute or hour and by
 * a few fields: they are taken when they have the exact answer, and when there is something to
 * gain. A range that ends within an hour, as one up to now does, is answered from several: whole
 * hours from hours, whole minutes beside them from minutes, and the rest from spans.
 */
final class Planner {

  /** What can be answered from, the coarsest first. */
  enum Source {
    HOURS("red_1h", Duration.ofHours(1).toNanos()),
    MINUTES("red_1m", Duration.ofMinutes(1).toNanos()),
    SPANS("spans", 1);

    private final String table;
    private final long widthNanos;

    Source(String table, long widthNanos) {
      this.table = table;
      this.widthNanos = widthNanos;
    }

    String table() {
      return table;
    }
  }

  /**
   * A choice.
   *
   * @param parts what of the range each source answers; together they make it up without overlap
   */
  record Plan(SortedMap<Source, List<TimeRange>> parts, String reason) {

    /** Whether there is nothing but spans to read. */
    boolean isSpansOnly() {
      return parts.keySet().equals(Set.of(Source.SPANS));
    }

    QueryPlan shown() {
      return new QueryPlan(
          parts.keySet().stream().map(Source::table).collect(Collectors.joining(", ")), reason);
    }
  }

  /** The fields that rollups are kept by. */
  private static final Set<SpanField> FIELDS =
      Set.of(
          SpanField.SERVICE,
          SpanField.TYPE,
          SpanField.OPERATION,
          SpanField.PROVIDER,
          SpanField.MODEL,
          SpanField.ENVIRONMENT);

  private static final Set<Measure> UNKNOWN =
      Set.of(Measure.MEASURE_TRACES, Measure.MEASURE_SCORE_AVG);

  /** Below this a rollup has hardly fewer rows than there are spans. */
  private static final long SHORT_NANOS = Duration.ofMinutes(10).toNanos();

  private Planner() {}

  static Plan plan(AggregateQuery query) {
    Optional<String> obstacle =
        measureObstacle(query).or(() -> groupObstacle(query)).or(() -> filterObstacle(query));
    if (obstacle.isPresent()) {
      return spans(query, "rollups do not know " + obstacle.get());
    }
    if (query.range().endNanos() - query.range().startNanos() < SHORT_NANOS) {
      return spans(query, "the range is short");
    }
    for (Source source : List.of(Source.HOURS, Source.MINUTES)) {
      if (query.bucket().map(Buckets::nanos).orElse(0L) % source.widthNanos == 0) {
        return parts(query, source);
      }
    }
    return spans(query, "buckets are not of whole minutes");
  }

  private static Plan spans(AggregateQuery query, String reason) {
    return new Plan(new TreeMap<>(Map.of(Source.SPANS, List.of(query.range()))), reason);
  }

  private static Plan parts(AggregateQuery query, Source coarsest) {
    SortedMap<Source, List<TimeRange>> parts = new TreeMap<>();
    cover(query.range(), coarsest, parts);
    String first = "rollups have the sums; ";
    return new Plan(
        parts,
        parts.size() == 1
            ? first + "the range is of whole units"
            : first + "finer ones and spans fill up the ends of the range");
  }

  /** What the source has whole units of, and its ends by the next finer source. */
  private static void cover(
      TimeRange range, Source source, SortedMap<Source, List<TimeRange>> parts) {
    long width = source.widthNanos;
    long from = range.startNanos() + (width - range.startNanos() % width) % width;
    long to =
        range.endNanos() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : range.endNanos() - range.endNanos() % width;
    // A sum that is too great for a long is negative.
    if (from < range.startNanos() || from >= to) {
      cover(range, finer(source), parts);
      return;
    }
    if (range.startNanos() < from) {
      cover(new TimeRange(range.startNanos(), from), finer(source), parts);
    }
    parts.computeIfAbsent(source, any -> new ArrayList<>()).add(new TimeRange(from, to));
    if (to < range.endNanos()) {
      cover(new TimeRange(to, range.endNanos()), finer(source), parts);
    }
  }

  private static Source finer(Source source) {
    return source == Source.HOURS ? Source.MINUTES : Source.SPANS;
  }

  private static Optional<String> measureObstacle(AggregateQuery query) {
    return Stream.concat(query.measures().stream(), query.orderBy().stream())
        .filter(UNKNOWN::contains)
        .findFirst()
        .map(
            measure ->
                "the measure "
                    + measure.name().substring("MEASURE_".length()).toLowerCase(Locale.ROOT));
  }

  private static Optional<String> groupObstacle(AggregateQuery query) {
    for (GroupBy by : query.groupBy()) {
      if (by.getByCase() == GroupBy.ByCase.ATTRIBUTE) {
        return Optional.of("attributes");
      }
      SpanField field = Dimensions.fieldOf(by.getDimension());
      if (!FIELDS.contains(field)) {
        return Optional.of("the field " + field.filterName());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> filterObstacle(AggregateQuery query) {
    return obstacle(query.filter());
  }

  private static Optional<String> obstacle(Filter filter) {
    if (filter instanceof Filter.And and) {
      return first(and.operands());
    }
    if (filter instanceof Filter.Or or) {
      return first(or.operands());
    }
    if (filter instanceof Filter.Not not) {
      return obstacle(not.operand());
    }
    if (filter instanceof Filter.Compare compare) {
      return obstacle(compare.field());
    }
    if (filter instanceof Filter.In in) {
      return obstacle(in.field());
    }
    if (filter instanceof Filter.Match match) {
      return obstacle(match.field());
    }
    if (filter instanceof Filter.Has has) {
      return obstacle(has.field());
    }
    return Optional.of("lists");
  }

  private static Optional<String> first(List<Filter> operands) {
    return operands.stream().flatMap(operand -> obstacle(operand).stream()).findFirst();
  }

  private static Optional<String> obstacle(Filter.Field field) {
    if (field instanceof Filter.Field.Known known) {
      return FIELDS.contains(known.field())
          ? Optional.empty()
          : Optional.of("the field " + known.field().filterName());
    }
    return Optional.of("attributes");
  }
}
