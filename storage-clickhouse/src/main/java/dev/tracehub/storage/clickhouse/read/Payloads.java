/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the table of payloads. */
final class Payloads {

  private record Key(SpanKey span, String side) {}

  private final Queries queries;

  Payloads(Queries queries) {
    this.queries = queries;
  }

  /** The spans with their whole payloads, in their order. */
  List<Span> fill(String project, SpanTable table, List<StoredSpan> spans) {
    List<StoredSpan> open = spans.stream().filter(StoredSpan::hasPayloadsElsewhere).toList();
    Map<Key, StoredPayload.Body> bodies = open.isEmpty() ? Map.of() : bodies(project, table, open);
    return spans.stream().map(span -> fill(span, table, bodies)).toList();
  }

  private static Span fill(StoredSpan span, SpanTable table, Map<Key, StoredPayload.Body> bodies) {
    return span.with(
        input ->
            input.whole(Optional.ofNullable(bodies.get(new Key(span.key(), table.inputSide())))),
        output ->
            output.whole(Optional.ofNullable(bodies.get(new Key(span.key(), table.outputSide())))));
  }

  private Map<Key, StoredPayload.Body> bodies(
      String project, SpanTable table, List<StoredSpan> spans) {
    List<TraceId> traces = spans.stream().map(span -> span.key().trace()).distinct().toList();
    SpanScope scope =
        SpanScope.of(
            table, project, Ranges.of(spans.stream().map(StoredSpan::span).toList()), traces);
    String ids = scope.parameters().spans(spans.stream().map(span -> span.key().span()).toList());
    String sql =
        "SELECT "
            + SpanKey.columns("p")
            + ", toString(p.side) AS side, p.is_text AS is_text, p.size_said AS size_said, p.body AS body"
            + scope.fromPayloads()
            + " AND p.span_id IN "
            + ids
            + " AND p.side IN ('"
            + table.inputSide()
            + "', '"
            + table.outputSide()
            + "')";
    Map<Key, StoredPayload.Body> bodies = new HashMap<>();
    for (Map.Entry<Key, StoredPayload.Body> body :
        queries.list(sql, scope.parameters(), Payloads::body)) {
      bodies.put(body.getKey(), body.getValue());
    }
    return bodies;
  }

  private static Map.Entry<Key, StoredPayload.Body> body(Row row) {
    return Map.entry(
        new Key(SpanKey.read(row), row.text("side")),
        new StoredPayload.Body(row.bool("is_text"), row.bool("size_said"), row.bytes("body")));
  }
}
