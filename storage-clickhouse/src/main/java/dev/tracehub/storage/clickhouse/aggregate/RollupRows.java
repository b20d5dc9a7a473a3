/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.Roles;
import dev.tracehub.storage.clickhouse.sql.SampleSpread;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.v1.UsageRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pieces of a plan as one table of rows as rollups have them: a span is a row of the calls that
 * it stands for. What a question does not look at, ClickHouse does not read.
 */
final class RollupRows {

  private static final List<SpanField> TOKENS =
      List.of(
          SpanField.INPUT_TOKENS,
          SpanField.OUTPUT_TOKENS,
          SpanField.CACHE_READ_TOKENS,
          SpanField.CACHE_WRITE_TOKENS,
          SpanField.REASONING_TOKENS,
          SpanField.TOTAL_TOKENS);

  /** Ends the name of the column of a sum's variance. */
  static final String VARIANCE = "_variance";

  private static final String ROW_NANOS = "toInt64(toUnixTimestamp(s.time)) * 1000000000";

  private RollupRows() {}

  /**
   * {@code FROM ...}; the rows are called {@code s}, have their time in {@code nanos} and pass the
   * question's filter.
   *
   * @param selected what the question asks of the rows
   */
  static String from(AggregateQuery query, Planner.Plan plan, SpanScope scope, String selected) {
    return plan.parts().entrySet().stream()
        .map(part -> rows(query, part.getKey(), scope.in(part.getValue()), selected))
        .collect(Collectors.joining(" UNION ALL ", " FROM (", ") AS s"));
  }

  private static String rows(
      AggregateQuery query, Planner.Source source, SpanScope scope, String selected) {
    boolean spans = source == Planner.Source.SPANS;
    String columns =
        spanColumns(scope).entrySet().stream()
            .filter(column -> isIn(selected, column.getKey()))
            .map(column -> (spans ? column.getValue() : ofRow(column.getKey())) + named(column))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + (spans ? scope.from() : scope.fromRollup(source.table()))
        + " AND "
        + SqlFilter.compile(query.filter(), scope);
  }

  private static String ofRow(String column) {
    return column.equals("nanos") ? ROW_NANOS : "s." + column;
  }

  /** Every column that is planned for costs, also when it is not read. */
  private static boolean isIn(String selected, String column) {
    return Pattern.compile("\\bs\\." + column + "\\b").matcher(selected).find();
  }

  private static String named(Map.Entry<String, String> column) {
    return " AS " + column.getKey();
  }

  /** The columns of a rollup by their names, as they are of one span. */
  private static Map<String, String> spanColumns(SpanScope scope) {
    String counted = Roles.has(UsageRole.USAGE_ROLE_COUNTED, scope);
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("nanos", "toUnixTimestamp64Nano(s.start)");
    Stream.of(
            SpanField.SERVICE,
            SpanField.TYPE,
            SpanField.OPERATION,
            SpanField.PROVIDER,
            SpanField.MODEL,
            SpanField.ENVIRONMENT)
        .forEach(
            field ->
                columns.put(
                    field.filterName(), "toLowCardinality(" + SpanColumns.text(field) + ")"));
    addCount(columns, "calls", "1");
    addCount(columns, "errors", "s.status = 'ERROR'");
    addCount(
        columns,
        "llm_calls",
        "s.type IN ('LLM', 'EMBEDDING') AND NOT "
            + Roles.has(UsageRole.USAGE_ROLE_REPEATED, scope));
    addTimings(columns);
    TOKENS.forEach(field -> addSum(columns, field.filterName(), counted, "toInt64(0)"));
    addSum(columns, "cost", "s.has_cost AND " + counted, "toDecimal128(0, 18)");
    addCount(columns, "priced", "s.has_cost AND " + counted);
    addCount(columns, "unpriced", "s.cost_state = 'UNPRICED' AND " + counted);
    return columns;
  }

  private static void addCount(Map<String, String> columns, String name, String condition) {
    columns.put(name, "if(" + condition + ", toInt64(s.sample_weight), toInt64(0))");
    columns.put(name + VARIANCE, "if(" + condition + ", " + SampleSpread.WHOLE + ", toInt256(0))");
  }

  /** Of the column of the same name. */
  private static void addSum(
      Map<String, String> columns, String name, String condition, String zero) {
    String amount = "if(" + condition + ", s." + name + ", " + zero + ")";
    columns.put(name, amount + " * s.sample_weight");
    String wide = (name.equals("cost") ? "toDecimal256(" : "toInt256(") + amount;
    wide += name.equals("cost") ? ", 18)" : ")";
    columns.put(name + VARIANCE, wide + " * " + wide + " * " + SampleSpread.WHOLE);
  }

  private static void addTimings(Map<String, String> columns) {
    columns.put("duration_sum", "s.duration_ns * s.sample_weight");
    columns.put("duration_min", "s.duration_ns");
    columns.put("duration_max", "s.duration_ns");
    columns.put("duration_histogram", "map(s.duration_bucket, toUInt64(s.sample_weight))");
    columns.put("ttft_count", "if(s.ttft_ns != 0, toInt64(s.sample_weight), toInt64(0))");
    columns.put("ttft_sum", "s.ttft_ns * s.sample_weight");
    columns.put(
        "ttft_histogram",
        "if(s.ttft_ns != 0, map(s.ttft_bucket, toUInt64(s.sample_weight)),"
            + " CAST(map(), 'Map(UInt16, UInt64)'))");
  }
}
