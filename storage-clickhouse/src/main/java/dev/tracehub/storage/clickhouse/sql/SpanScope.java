/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The spans that a question is about: those of a project in a range of starts, of all traces or of
 * some. In the question their table is called {@code s}. Holds the question's parameters, so it
 * serves one question. Not thread-safe.
 */
public final class SpanScope {

  private final SpanTable table;
  private final List<TimeRange> ranges;
  private final Parameters parameters;
  private final String project;
  private final String traces;
  private final boolean costsChanged;

  private SpanScope(
      SpanTable table,
      String project,
      List<TimeRange> ranges,
      String traces,
      boolean costsChanged,
      Parameters parameters) {
    this.table = table;
    this.ranges = ranges;
    this.parameters = parameters;
    this.project = project;
    this.traces = traces;
    this.costsChanged = costsChanged;
  }

  /** Spans of a range. */
  public static SpanScope of(SpanTable table, String project, TimeRange range) {
    Parameters parameters = new Parameters();
    return new SpanScope(table, parameters.text(project), List.of(range), "", false, parameters);
  }

  /** Spans of some traces in a range. */
  public static SpanScope of(
      SpanTable table, String project, TimeRange range, Collection<TraceId> traces) {
    Parameters parameters = new Parameters();
    String place = parameters.text(project);
    return new SpanScope(
        table, place, List.of(range), parameters.traces(traces), false, parameters);
  }

  /** The same in the other table, for a part of the same question. */
  public SpanScope in(SpanTable other) {
    boolean changed = costsChanged && other == SpanTable.FINISHED;
    return new SpanScope(other, project, ranges, traces, changed, parameters);
  }

  /** The same in other ranges, which do not overlap, for a part of the same question. */
  public SpanScope in(List<TimeRange> others) {
    return new SpanScope(table, project, List.copyOf(others), traces, costsChanged, parameters);
  }

  /** The same with costs as they are now; see {@link CurrentCosts}. */
  SpanScope withChangedCosts() {
    return new SpanScope(table, project, ranges, traces, true, parameters);
  }

  public SpanTable table() {
    return table;
  }

  public Parameters parameters() {
    return parameters;
  }

  /** {@code FROM ... AS s WHERE ...}, to be followed by further conditions. */
  public String from() {
    return fromJoined("");
  }

  /** {@code FROM ... AS s JOIN ... WHERE ...}, to be followed by further conditions. */
  public String fromJoined(String join) {
    String rows =
        costsChanged ? CurrentCosts.rows(belongs("o") + " AND " + times("o"), this) : table.table();
    return " FROM " + rows + " AS s " + join + " WHERE " + belongs("s") + " AND " + times("s");
  }

  private String times(String alias) {
    return inRanges(range -> TimeConditions.in(alias, range, parameters));
  }

  /** {@code FROM ... AS s WHERE ...} for a rollup, whose rows have the time of their start. */
  public String fromRollup(String rollup) {
    return " FROM "
        + rollup
        + " AS s WHERE "
        + belongs("s")
        + " AND "
        + inRanges(range -> TimeConditions.rowIn("s", range, parameters));
  }

  /** {@code FROM ... WHERE ...} for payloads, which have the spans' times. */
  public String fromPayloads() {
    return " FROM payloads AS p WHERE "
        + belongs("p")
        + " AND "
        + inRanges(range -> TimeConditions.in("p", range, parameters));
  }

  /** {@code FROM ... AS c WHERE ...} for corrections, which have the spans' times. */
  public String fromChanges(String changes) {
    return " FROM "
        + changes
        + " AS c WHERE "
        + belongs("c")
        + " AND "
        + inRanges(range -> TimeConditions.startsIn("c", range, parameters));
  }

  private String inRanges(Function<TimeRange, String> condition) {
    return ranges.size() == 1
        ? condition.apply(ranges.get(0))
        : ranges.stream().map(condition).collect(Collectors.joining(") OR (", "((", "))"));
  }

  /** Whether a row is of the project and the traces. */
  private String belongs(String alias) {
    String own = alias + ".project = " + project;
    return traces.isEmpty() ? own : own + " AND " + alias + ".trace_id IN " + traces;
  }
}
