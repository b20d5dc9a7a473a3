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
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses what a question for numbers is answered from. Rollups hold sums by minute or hour and by
 * a few fields: they are taken when they have the exact answer, and when there is something to
 * gain.
 */
final class Planner {

  /** What can be answered from. */
  enum Source {
    SPANS("spans", 0),
    MINUTES("red_1m", Duration.ofMinutes(1).toNanos()),
    HOURS("red_1h", Duration.ofHours(1).toNanos());

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

  /** A choice. */
  record Plan(Source source, String reason) {

    QueryPlan shown() {
      return new QueryPlan(source.table(), reason);
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
      return new Plan(Source.SPANS, "rollups do not know " + obstacle.get());
    }
    if (query.range().endNanos() - query.range().startNanos() < SHORT_NANOS) {
      return new Plan(Source.SPANS, "the range is short");
    }
    if (isAligned(query, Source.HOURS)) {
      return new Plan(Source.HOURS, "range and buckets are of whole hours");
    }
    return isAligned(query, Source.MINUTES)
        ? new Plan(Source.MINUTES, "range and buckets are of whole minutes")
        : new Plan(Source.SPANS, "range or buckets are not of whole minutes");
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

  private static boolean isAligned(AggregateQuery query, Source source) {
    long end = query.range().endNanos();
    return query.range().startNanos() % source.widthNanos == 0
        && (end == Long.MAX_VALUE || end % source.widthNanos == 0)
        && query.bucket().map(Buckets::nanos).orElse(0L) % source.widthNanos == 0;
  }
}
