/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.filter.ColumnFilter;
import dev.tracehub.storage.memory.filter.ColumnFilters;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;

/** Reads pages of what matches. */
public final class ListReader {

  private ListReader() {}

  /** Finished spans. */
  public static Page<Span> spans(ProjectData data, SpanQuery query) {
    return Pages.cut(
        new SpanList(data.spans(), finished(query)),
        query.page(),
        ref -> PayloadHeads.cut(ref.read()));
  }

  /** Traces. */
  public static Page<TraceSummary> traces(ProjectData data, SpanQuery query) {
    return Pages.cut(
        new TraceList(data.spans(), finished(query)),
        query.page(),
        ref -> TraceRecordsReader.summary(data, RowIds.trace(ref)));
  }

  /** Started spans that have not finished. */
  public static Page<Span> openSpans(ProjectData data, SpanQuery query) {
    ColumnFilter filter = ColumnFilters.ofStarted(query.filter());
    ColumnFilter open = chunk -> open(chunk, filter.bind(chunk));
    return Pages.cut(
        new SpanList(data.started(), new BoundFilter(query.range(), open)),
        query.page(),
        ref -> PayloadHeads.cut(ref.read()));
  }

  /** Sessions. */
  public static Page<Session> sessions(ProjectData data, SpanQuery query) {
    return TextGroupReader.sessions(data.spans(), finished(query), query.page());
  }

  /** Users. */
  public static Page<User> users(ProjectData data, SpanQuery query) {
    return TextGroupReader.users(data.spans(), finished(query), query.page());
  }

  /** The share of started spans that have finished, each as often as it stands for. */
  public static double completionRate(ProjectData data, TimeRange range, Filter filter) {
    BoundFilter bound = new BoundFilter(range, ColumnFilters.ofStarted(filter));
    long all = 0;
    long closed = 0;
    for (Chunk<Span> chunk : data.started().chunks()) {
      RowPredicate predicate = bound.in(chunk);
      LongColumn weights = SpanNumber.SAMPLE_WEIGHT.in(chunk);
      int to = bound.to(chunk);
      for (int row = bound.from(chunk); row < to; row++) {
        if (predicate.test(row)) {
          all += weights.get(row);
          closed += chunk.mark(row) == SpanSchema.CLOSED ? weights.get(row) : 0;
        }
      }
    }
    return all == 0 ? 1 : (double) closed / all;
  }

  private static BoundFilter finished(SpanQuery query) {
    return new BoundFilter(query.range(), ColumnFilters.ofFinished(query.filter()));
  }

  private static RowPredicate open(Chunk<Span> chunk, RowPredicate filter) {
    return filter == RowPredicate.NEVER
        ? filter
        : row -> chunk.mark(row) == SpanSchema.OPEN && filter.test(row);
  }
}
