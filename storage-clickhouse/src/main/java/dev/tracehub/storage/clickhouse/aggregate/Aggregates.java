/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import com.google.protobuf.Timestamp;
import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.CurrentCosts;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanSums;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Measure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers questions for numbers. Thread-safe. */
public final class Aggregates {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Queries queries;

  public Aggregates(Queries queries) {
    this.queries = queries;
  }

  /** The numbers, and what they were computed from. */
  public AggregateResult aggregate(AggregateQuery query) {
    Planner.Plan plan = Planner.plan(query);
    SpanScope scope =
        CurrentCosts.of(
            SpanScope.of(SpanTable.FINISHED, query.project(), query.range()),
            plan.parts().containsKey(Planner.Source.SPANS) && looksAtCosts(query),
            queries);
    String sql =
        plan.isSpansOnly()
            ? sql(
                query,
                scope,
                new SpanSource(SpanSums.estimated(scope)),
                START,
                any -> spans(query, scope))
            : sql(
                query,
                scope,
                new RollupSource(),
                TIME,
                selected -> RollupRows.from(query, plan, scope, selected));
    List<AggregateRow> rows = queries.list(sql, scope.parameters(), row -> row(query, row));
    boolean truncated = rows.size() > query.limit();
    return new AggregateResult(
        truncated ? rows.subList(0, query.limit()) : rows, truncated, plan.shown());
  }

  private static boolean looksAtCosts(AggregateQuery query) {
    return Stream.concat(query.measures().stream(), query.orderBy().stream())
            .anyMatch(
                measure -> measure == Measure.MEASURE_COST || measure == Measure.MEASURE_UNPRICED)
        || SqlFilter.looksAtCosts(query.filter());
  }

  private static final String START = "toUnixTimestamp64Nano(s.start)";

  private static final String TIME = "s.nanos";

  private static String sql(
      AggregateQuery query,
      SpanScope scope,
      NumberSource source,
      String nanos,
      UnaryOperator<String> from) {
    List<String> keys = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    List<String> order = new ArrayList<>();
    if (query.bucket().isPresent()) {
      String width = scope.parameters().whole(Buckets.nanos(query.bucket().get()));
      selected.add("intDiv(" + nanos + ", " + width + ") * " + width + " AS bucket");
      keys.add("bucket");
      order.add("g.bucket");
    }
    query.orderBy().ifPresent(measure -> order.add(Measures.order(measure) + " DESC NULLS LAST"));
    GroupKeys groupKeys = new GroupKeys(scope.parameters());
    for (int i = 0; i < query.groupBy().size(); i++) {
      selected.add(groupKeys.key(query.groupBy().get(i), i) + " AS k" + i);
      keys.add("k" + i);
      order.add("g.k" + i);
    }
    Set<Measure> measures = new LinkedHashSet<>(query.measures());
    query.orderBy().ifPresent(measures::add);
    selected.add(new Measures(source, measures).columns());
    String columns = String.join(", ", selected);
    return "SELECT * FROM (SELECT "
        + columns
        + from.apply(columns)
        + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys))
        + " HAVING spans > 0) AS g"
        + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order))
        + " LIMIT "
        + (query.limit() + 1L);
  }

  private static String spans(AggregateQuery query, SpanScope scope) {
    boolean scored =
        query.measures().contains(Measure.MEASURE_SCORE_AVG)
            || query.orderBy().filter(Measure.MEASURE_SCORE_AVG::equals).isPresent();
    return (scored ? scope.fromJoined(scores(query, scope)) : scope.from())
        + " AND "
        + SqlFilter.compile(query.filter(), scope);
  }

  /** The judgements that name a span, as one row for the span. */
  private static String scores(AggregateQuery query, SpanScope scope) {
    Parameters parameters = scope.parameters();
    return "LEFT ANY JOIN (SELECT v.trace_id AS trace_id, v.span_id AS span_id,"
        + " sumKahan(v.score) AS score_sum, toInt64(count()) AS scores"
        + " FROM evaluations AS v WHERE v.project = "
        + parameters.text(query.project())
        + " AND v.has_score"
        + query.scoreName().map(name -> " AND v.name = " + parameters.text(name)).orElse("")
        + " GROUP BY v.trace_id, v.span_id) AS e"
        + " ON s.trace_id = e.trace_id AND s.span_id = e.span_id";
  }

  private static AggregateRow row(AggregateQuery query, Row row) {
    AggregateRow.Builder result = AggregateRow.newBuilder();
    IntStream.range(0, query.groupBy().size()).forEach(i -> result.addKeys(row.text("k" + i)));
    if (query.bucket().isPresent()) {
      long start = row.whole("bucket");
      result.setBucketStart(
          Timestamp.newBuilder()
              .setSeconds(start / NANOS_PER_SECOND)
              .setNanos((int) (start % NANOS_PER_SECOND)));
    }
    for (Measure measure : query.measures()) {
      result.addValues(Measures.value(measure, row));
    }
    return result.build();
  }
}
