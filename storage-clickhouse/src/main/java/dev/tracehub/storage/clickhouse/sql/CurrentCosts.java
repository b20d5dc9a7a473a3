/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.clickhouse.schema.TableColumns;
import dev.tracehub.v1.CostState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Costs as they are now: a change that came after the span counts. Most spans never have one, and a
 * join costs a question the order of the table; so whoever looks at costs asks first whether any
 * span of the scope was changed.
 */
public final class CurrentCosts {

  private static final Set<String> CHANGED = Set.of("cost_state", "has_cost", "cost");

  /** Columns that are computed: a table expression has them only when they are named. */
  private static final List<String> COMPUTED = List.of("five_minutes", "model", "attr_items");

  private static final String UNCHANGED =
      Stream.concat(
              TableColumns.of(SpanTable.FINISHED.table()).stream()
                  .map(TableColumns.Column::name)
                  .filter(name -> !CHANGED.contains(name)),
              COMPUTED.stream())
          .map(name -> "o." + name + " AS " + name)
          .collect(Collectors.joining(", "));

  /** States by their numbers, as the column of spans names them. */
  private static final String STATES =
      Stream.of(CostState.values())
          .filter(state -> state != CostState.UNRECOGNIZED)
          .map(state -> "'" + state.name().substring("COST_STATE_".length()) + "'")
          .collect(Collectors.joining(", ", "[", "]"));

  private CurrentCosts() {}

  /**
   * The scope as it is to be asked.
   *
   * @param looked whether the question looks at costs
   */
  public static SpanScope of(SpanScope scope, boolean looked, Queries queries) {
    if (!looked || scope.table() != SpanTable.FINISHED) {
      return scope;
    }
    String sql = "SELECT toInt64(1) AS changed" + scope.fromChanges("cost_changes") + " LIMIT 1";
    return queries.first(sql, scope.parameters(), row -> true).isPresent()
        ? scope.withChangedCosts()
        : scope;
  }

  /**
   * A table expression in place of {@code spans}, of the rows that the condition on o holds for.
   */
  static String rows(String condition, SpanScope scope) {
    return "(SELECT "
        + UNCHANGED
        + ", if(n.version = 0, toString(o.cost_state), n.now.1) AS cost_state,"
        + " if(n.version = 0, o.has_cost, n.now.2) AS has_cost,"
        + " if(n.version = 0, o.cost, n.now.3) AS cost FROM "
        + SpanTable.FINISHED.table()
        + " AS o LEFT ANY JOIN (SELECT c.trace_id AS trace_id, c.span_id AS span_id,"
        + " max(c.version) AS version, argMax(tuple("
        + STATES
        + "[c.cost_state + 1], c.has_cost, c.cost), c.version) AS now"
        + scope.fromChanges("cost_changes")
        + " GROUP BY c.trace_id, c.span_id) AS n"
        + " ON o.trace_id = n.trace_id AND o.span_id = n.span_id WHERE "
        + condition
        + ")";
  }
}
