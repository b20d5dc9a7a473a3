/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.toMap;

import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.TimeConditions;
import dev.tracehub.v1.MetricPoint;
import java.util.List;
import java.util.Map;

/**
 * Pages of measurements, window by window. They have no id: they stand by their name and a hash of
 * all they say, and those alike by their number among them. To hash no more than is shown, each
 * question first finds how far its page reaches in time. Thread-safe.
 */
public final class MetricPages {

  /** The name ends with a byte that sorts before all that a name may go on with. */
  private static final String CONTENT =
      "concat(leftUTF8(r.name, "
          + MetricQuery.ORDERED_CHARACTERS
          + "), char(0), hex(sipHash128(r.name, r.value, r.unit, r.labels, r.service, r.trace_id,"
          + " r.span_id)))";

  private static final String COLUMNS = "name, value, unit, labels, service, trace_id, span_id";

  private record Item(Place place, MetricPoint point) {

    private static Item read(Row row) {
      long nanos = row.whole("ns");
      Map<String, String> labels =
          row.map("labels").entrySet().stream()
              .collect(toMap(Map.Entry::getKey, label -> String.valueOf(label.getValue())));
      return new Item(
          new Place(nanos, row.text("id")),
          MetricPoint.newBuilder()
              .setName(row.text("name"))
              .setValue(row.real("value"))
              .setUnit(row.text("unit"))
              .setTimeUnixNano(nanos)
              .putAllLabels(labels)
              .setService(row.text("service"))
              .setTraceId(row.text("trace_id"))
              .setSpanId(row.text("span_id"))
              .build());
    }
  }

  private final Queries queries;

  public MetricPages(Queries queries) {
    this.queries = queries;
  }

  /** A page of measurements. */
  public Page<MetricPoint> page(MetricQuery query) {
    return new Walk(query.page())
        .page(
            query.range(),
            (part, begin, ascending, limit) ->
                new Windows(part, ascending, limit, Windows.DAY, Windows.STEADY)
                    .read((window, most) -> window(query, window, begin, ascending, most)),
            Item::place,
            shown -> shown.stream().map(Item::point).toList());
  }

  private List<Item> window(
      MetricQuery query, TimeRange window, Begin begin, boolean ascending, int limit) {
    Parameters parameters = new Parameters();
    String direction = ascending ? " ASC" : " DESC";
    String matching = matching(query, window, parameters);
    String sql =
        "SELECT m.ns AS ns, m.id AS id, "
            + columns("m")
            + " FROM (SELECT c.ns AS ns, concat(c.content, leftPad(toString(row_number() OVER"
            + " (PARTITION BY c.ns, c.content)), 10, '0')) AS id, "
            + columns("c")
            + " FROM (SELECT toUnixTimestamp64Nano(r.time) AS ns, "
            + CONTENT
            + " AS content, "
            + columns("r")
            + matching
            + " AND "
            + withinReach(query, window, ascending, limit, matching, parameters)
            + ") AS c) AS m WHERE "
            + begin.condition("m.ns", "m.id", parameters)
            + " ORDER BY m.ns"
            + direction
            + ", m.id"
            + direction
            + " LIMIT "
            + limit;
    return queries.list(sql, parameters, Item::read);
  }

  /**
   * Whether a time is no farther than the page reaches: as many as are wanted are there at times
   * beyond the cursor's, and what ties with the cursor is nearer.
   */
  private static String withinReach(
      MetricQuery query,
      TimeRange window,
      boolean ascending,
      int limit,
      String matching,
      Parameters parameters) {
    String beyond =
        query
            .page()
            .cursor()
            .map(
                cursor ->
                    " AND toUnixTimestamp64Nano(r.time)"
                        + (ascending ? " > " : " < ")
                        + parameters.whole(cursor.timeNanos()))
            .orElse("");
    return "toUnixTimestamp64Nano(r.time)"
        + (ascending ? " <= " : " >= ")
        + "(SELECT if(count() = 0, "
        + parameters.whole(ascending ? window.endNanos() : window.startNanos())
        + (ascending ? ", max" : ", min")
        + "(t.ns)) FROM (SELECT toUnixTimestamp64Nano(r.time) AS ns"
        + matching
        + beyond
        + " ORDER BY r.time"
        + (ascending ? " ASC" : " DESC")
        + " LIMIT "
        + limit
        + ") AS t)";
  }

  private static String matching(MetricQuery query, TimeRange window, Parameters parameters) {
    StringBuilder sql =
        new StringBuilder(" FROM metric_points AS r WHERE r.project = ")
            .append(parameters.text(query.project()))
            .append(" AND ")
            .append(TimeConditions.timesIn("r.time", window, parameters));
    if (!query.name().isEmpty()) {
      sql.append(" AND r.name = ").append(parameters.text(query.name()));
    }
    if (!query.service().isEmpty()) {
      sql.append(" AND r.service = ").append(parameters.text(query.service()));
    }
    query
        .labels()
        .forEach((label, value) -> sql.append(" AND ").append(has(label, value, parameters)));
    return sql.toString();
  }

  private static String has(String label, String value, Parameters parameters) {
    // As AttributeMap says of the empty key.
    String labels = label.isEmpty() ? "CAST(r.labels, 'Map(String, String)')" : "r.labels";
    String key = parameters.text(label);
    return "mapContains("
        + labels
        + ", "
        + key
        + ") AND "
        + labels
        + "["
        + key
        + "] = "
        + parameters.text(value);
  }

  private static String columns(String alias) {
    return COLUMNS.replaceAll("(\\w+)", alias + ".$1 AS $1");
  }
}
