/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.TraceSummaries;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads what is held of traces and spans by id. Thread-safe. */
public final class TraceQueries {

  private static final String BY_START = " ORDER BY s.start, s.trace_id, s.span_id";

  /** Spans of one question. */
  private record Split<T>(List<T> finished, List<T> open) {}

  private final Queries queries;
  private final TraceLocator locator;
  private final SideRecords besides;
  private final Payloads payloads;

  public TraceQueries(Queries queries) {
    this.queries = queries;
    this.locator = new TraceLocator(queries);
    this.besides = new SideRecords(queries);
    this.payloads = new Payloads(queries);
  }

  /** All that is held of one trace; empty when nothing is. */
  public Optional<TraceRecords> trace(
      String project, TraceId trace, PayloadView view, int maxSpans) {
    SideRecords.Found beside = besides.find(project, trace);
    if (beside.range().isEmpty()) {
      return beside.events().isEmpty() && beside.evaluations().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new TraceRecords(
                  TraceSummaries.of(trace, List.of(), List.of()),
                  List.of(),
                  List.of(),
                  beside.events(),
                  beside.evaluations(),
                  0));
    }
    TimeRange range = beside.range().get();
    Split<StoredSpan> spans = spans(project, trace, range, maxSpans);
    List<StoredSpan> finished = spans.finished();
    List<StoredSpan> open = spans.open();
    boolean cut = finished.size() > maxSpans;
    List<StoredSpan> shown = cut ? finished.subList(0, maxSpans) : finished;
    List<Span> all =
        cut
            ? totals(project, range, List.of(trace)).finished()
            : finished.stream().map(StoredSpan::span).toList();
    return Optional.of(
        new TraceRecords(
            TraceSummaries.of(trace, all, open.stream().map(StoredSpan::span).toList()),
            view(project, SpanTable.FINISHED, shown, view),
            view(project, SpanTable.STARTED, open, view),
            beside.events(),
            beside.evaluations(),
            all.size() - shown.size()));
  }

  /** One finished span and what is beside it; empty when it is not held. */
  public Optional<SpanRecords> span(String project, TraceId trace, SpanId span) {
    SideRecords.Found beside = besides.find(project, trace, span);
    if (beside.range().isEmpty()) {
      return Optional.empty();
    }
    SpanScope scope =
        SpanScope.of(SpanTable.FINISHED, project, beside.range().get(), List.of(trace));
    String sql =
        "SELECT "
            + SpanRows.columns()
            + scope.from()
            + " AND s.span_id = "
            + scope.parameters().span(span)
            + " LIMIT 1";
    CompletionStage<Changes> changed =
        Changes.ask(project, beside.range().get(), List.of(trace), queries);
    List<StoredSpan> held;
    try {
      List<StoredSpan> found = queries.list(sql, scope.parameters(), SpanRows::read);
      held = found.stream().map(stored -> stored.with(Lane.await(changed))).toList();
    } finally {
      Lane.settle(changed);
    }
    if (held.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SpanRecords(
            payloads.fill(project, SpanTable.FINISHED, held).get(0),
            beside.events(),
            beside.evaluations()));
  }

  /**
   * The totals of traces, in their order.
   *
   * @param known the range that holds all starts, where that is known
   */
  List<TraceSummary> summaries(String project, List<TraceId> traces, Optional<TimeRange> known) {
    Optional<TimeRange> range = known.or(() -> locator.find(project, traces));
    if (range.isEmpty()) {
      return List.of();
    }
    Split<Span> totals = totals(project, range.get(), traces);
    Map<String, List<Span>> finished = byTrace(totals.finished());
    Map<String, List<Span>> open = byTrace(totals.open());
    return traces.stream()
        .map(
            trace ->
                TraceSummaries.of(
                    trace,
                    finished.getOrDefault(trace.toString(), List.of()),
                    open.getOrDefault(trace.toString(), List.of())))
        .toList();
  }

  /**
   * Finished and open spans by start; of finished ones one more than asked for when there are more.
   */
  private Split<StoredSpan> spans(String project, TraceId trace, TimeRange range, int maxSpans) {
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range, List.of(trace));
    String sql =
        "SELECT " + SpanRows.columns() + scope.from() + BY_START + " LIMIT " + (maxSpans + 1L);
    CompletionStage<Changes> changed = Changes.ask(project, range, List.of(trace), queries);
    CompletionStage<List<StoredSpan>> open =
        open(project, range, List.of(trace), SpanRows.columns(), BY_START, SpanRows::read);
    try {
      List<StoredSpan> finished = list(sql, scope, SpanRows::read);
      Changes changes = Lane.await(changed);
      return new Split<>(
          finished.stream().map(span -> span.with(changes)).toList(),
          without(finished, Lane.await(open), StoredSpan::key));
    } finally {
      Lane.settle(changed, open); // A question that failed leaves none behind.
    }
  }

  /** What summaries are made of, of finished and of open spans. */
  private Split<Span> totals(String project, TimeRange range, Collection<TraceId> traces) {
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range, traces);
    CompletionStage<Changes> changed = Changes.ask(project, range, traces, queries);
    CompletionStage<List<Span>> open =
        open(project, range, traces, TotalsRows.columns(), "", TotalsRows::read);
    try {
      List<Span> finished =
          list("SELECT " + TotalsRows.columns() + scope.from(), scope, TotalsRows::read);
      Changes changes = Lane.await(changed);
      return new Split<>(
          finished.stream().map(changes::now).toList(),
          without(finished, Lane.await(open), SpanKey::of));
    } finally {
      Lane.settle(changed, open);
    }
  }

  /** What was asked beside: a span that finished in between is not open any more. */
  private static <T> List<T> without(List<T> finished, List<T> open, Function<T, SpanKey> key) {
    Set<SpanKey> keys = finished.stream().map(key).collect(toSet());
    return open.stream().filter(span -> !keys.contains(key.apply(span))).toList();
  }

  /**
   * Asks for started spans of traces that have not finished, beside what the caller asks. Most
   * traces have none that have started, which is found out at a fraction of the cost of planning
   * for all their columns.
   */
  private <T> CompletionStage<List<T>> open(
      String project,
      TimeRange range,
      Collection<TraceId> traces,
      String columns,
      String order,
      Function<Row, T> value) {
    SpanScope scope = SpanScope.of(SpanTable.STARTED, project, range, traces);
    return queries.beside(() -> open(scope, columns, order, value));
  }

  private <T> List<T> open(SpanScope scope, String columns, String order, Function<Row, T> value) {
    long started =
        list("SELECT toInt64(count()) AS spans" + scope.from(), scope, row -> row.whole("spans"))
            .get(0);
    return started == 0
        ? List.of()
        : list("SELECT " + columns + scope.from() + notFinished(scope) + order, scope, value);
  }

  private <T> List<T> list(String sql, SpanScope scope, Function<Row, T> value) {
    return queries.list(sql, scope.parameters(), value);
  }

  private static String notFinished(SpanScope scope) {
    return " AND (s.trace_id, s.span_id) NOT IN (SELECT s.trace_id, s.span_id"
        + scope.in(SpanTable.FINISHED).from()
        + ")";
  }

  private List<Span> view(
      String project, SpanTable table, List<StoredSpan> spans, PayloadView view) {
    return view == PayloadView.HEAD
        ? spans.stream().map(StoredSpan::cut).toList()
        : payloads.fill(project, table, spans);
  }

  private static Map<String, List<Span>> byTrace(List<Span> spans) {
    return spans.stream().collect(groupingBy(Span::getTraceId));
  }
}
