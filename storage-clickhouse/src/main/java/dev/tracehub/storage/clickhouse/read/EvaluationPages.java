/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.EvaluationCondition;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.TimeConditions;
import dev.tracehub.v1.Evaluation;
import java.util.List;
import java.util.Locale;

/**
 * Pages of judgements, window by window: the table is cut into days, and ordered by trace inside
 * them. Judgements of one trace are a range of its key in each. Thread-safe.
 */
public final class EvaluationPages {

  private static final String ID = "concat(lower(hex(r.trace_id)), r.evaluation_id)";

  private record Item(Place place, Evaluation evaluation) {

    private static Item read(Row row) {
      try {
        return new Item(
            new Place(row.whole("ns"), row.text("id")), Evaluation.parseFrom(row.bytes("body")));
      } catch (InvalidProtocolBufferException e) {
        throw StorageException.internal("a stored record cannot be read", e);
      }
    }
  }

  private final Queries queries;

  public EvaluationPages(Queries queries) {
    this.queries = queries;
  }

  /** A page of judgements. */
  public Page<Evaluation> page(EvaluationQuery query) {
    return new Walk(query.page())
        .page(
            query.range(),
            (part, begin, ascending, limit) ->
                new Windows(part, ascending, limit, Windows.DAY, Windows.STEADY)
                    .read((window, most) -> window(query, window, begin, ascending, most)),
            Item::place,
            shown -> shown.stream().map(Item::evaluation).toList());
  }

  private List<Item> window(
      EvaluationQuery query, TimeRange window, Begin begin, boolean ascending, int limit) {
    Parameters parameters = new Parameters();
    String direction = ascending ? " ASC" : " DESC";
    StringBuilder sql =
        new StringBuilder("SELECT toUnixTimestamp64Nano(r.time) AS ns, ")
            .append(ID)
            .append(" AS id, r.body AS body FROM evaluations AS r WHERE r.project = ")
            .append(parameters.text(query.project()))
            .append(" AND ")
            .append(TimeConditions.timesIn("r.time", window, parameters))
            .append(" AND ")
            .append(begin.condition("toUnixTimestamp64Nano(r.time)", ID, parameters));
    query
        .conditions()
        .forEach(condition -> sql.append(" AND ").append(condition(condition, parameters)));
    sql.append(" ORDER BY r.time")
        .append(direction)
        .append(", r.trace_id")
        .append(direction)
        .append(", r.evaluation_id")
        .append(direction)
        .append(" LIMIT ")
        .append(limit);
    return queries.list(sql.toString(), parameters, Item::read);
  }

  private static String condition(EvaluationCondition condition, Parameters parameters) {
    if (condition instanceof EvaluationCondition.InTrace in) {
      return "r.trace_id = " + parameters.trace(in.traceId());
    }
    if (condition instanceof EvaluationCondition.OfSpan of) {
      return "r.span_id = " + parameters.span(of.spanId());
    }
    if (condition instanceof EvaluationCondition.TextIs is) {
      String column = is.field().name().toLowerCase(Locale.ROOT);
      return "r." + column + " = " + parameters.text(is.text());
    }
    if (condition instanceof EvaluationCondition.SourceIs is) {
      return "toInt64(r.source) = " + parameters.whole(is.source().getNumber());
    }
    if (condition instanceof EvaluationCondition.PassedIs is) {
      return "r.passed = " + (is.passed() ? "'YES'" : "'NO'");
    }
    if (condition instanceof EvaluationCondition.ScoreBetween between) {
      return "r.has_score AND r.score >= "
          + parameters.real(between.min())
          + " AND r.score <= "
          + parameters.real(between.max());
    }
    throw new IllegalArgumentException(
        "condition: " + condition + " (expected: one that is known)");
  }
}
