/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.groupingBy;

import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.TraceSummaries;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is held of traces and spans by id. Thread-safe. */
public final class TraceQueries {

  private static final String BY_START = " ORDER BY s.start, s.trace_id, s.span_id";

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
    Optional<TimeRange> range = locator.find(project, List.of(trace));
    List<SpanEvent> events = besides.events(project, trace);
    List<Evaluation> evaluations = besides.evaluations(project, trace);
    if (range.isEmpty() && events.isEmpty() && evaluations.isEmpty()) {
      return Optional.empty();
    }
    if (range.isEmpty()) {
      TraceSummary nothing = TraceSummaries.of(trace, List.of(), List.of());
      return Optional.of(new TraceRecords(nothing, List.of(), List.of(), events, evaluations, 0));
    }
    List<StoredSpan> finished = finished(project, trace, range.get(), maxSpans);
    List<StoredSpan> open = open(project, trace, range.get());
    boolean cut = finished.size() > maxSpans;
    List<StoredSpan> shown = cut ? finished.subList(0, maxSpans) : finished;
    List<Span> all =
        cut
            ? totals(SpanTable.FINISHED, project, range.get(), List.of(trace))
            : finished.stream().map(StoredSpan::span).toList();
    return Optional.of(
        new TraceRecords(
            TraceSummaries.of(trace, all, open.stream().map(StoredSpan::span).toList()),
            view(project, SpanTable.FINISHED, shown, view),
            view(project, SpanTable.STARTED, open, view),
            events,
            evaluations,
            all.size() - shown.size()));
  }

  /** One finished span and what is beside it; empty when it is not held. */
  public Optional<SpanRecords> span(String project, TraceId trace, SpanId span) {
    Optional<TimeRange> range = locator.find(project, List.of(trace));
    if (range.isEmpty()) {
      return Optional.empty();
    }
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range.get(), List.of(trace));
    String sql =
        "SELECT "
            + SpanRows.columns(scope)
            + scope.from()
            + " AND s.span_id = "
            + scope.parameters().span(span)
            + " LIMIT 1";
    List<StoredSpan> held = queries.list(sql, scope.parameters(), SpanRows::read);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    String id = span.toString();
    return Optional.of(
        new SpanRecords(
            payloads.fill(project, SpanTable.FINISHED, held).get(0),
            besides.events(project, trace).stream()
                .filter(event -> event.getSpanId().equals(id))
                .toList(),
            besides.evaluations(project, trace).stream()
                .filter(evaluation -> evaluation.getSpanId().equals(id))
                .toList()));
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
    Map<String, List<Span>> finished =
        byTrace(totals(SpanTable.FINISHED, project, range.get(), traces));
    Map<String, List<Span>> open = byTrace(totals(SpanTable.STARTED, project, range.get(), traces));
    return traces.stream()
        .map(
            trace ->
                TraceSummaries.of(
                    trace,
                    finished.getOrDefault(trace.toString(), List.of()),
                    open.getOrDefault(trace.toString(), List.of())))
        .toList();
  }

  /** By start, one more than asked for when there are more. */
  private List<StoredSpan> finished(String project, TraceId trace, TimeRange range, int maxSpans) {
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range, List.of(trace));
    String sql =
        "SELECT " + SpanRows.columns(scope) + scope.from() + BY_START + " LIMIT " + (maxSpans + 1L);
    return queries.list(sql, scope.parameters(), SpanRows::read);
  }

  private List<StoredSpan> open(String project, TraceId trace, TimeRange range) {
    SpanScope scope = SpanScope.of(SpanTable.STARTED, project, range, List.of(trace));
    String sql = "SELECT " + SpanRows.columns(scope) + scope.from() + notFinished(scope) + BY_START;
    return queries.list(sql, scope.parameters(), SpanRows::read);
  }

  /** What summaries are made of; of started spans those that are open. */
  private List<Span> totals(
      SpanTable table, String project, TimeRange range, Collection<TraceId> traces) {
    SpanScope scope = SpanScope.of(table, project, range, traces);
    String sql =
        "SELECT "
            + TotalsRows.columns(scope)
            + scope.from()
            + (table == SpanTable.STARTED ? notFinished(scope) : "");
    return queries.list(sql, scope.parameters(), TotalsRows::read);
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
