/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.Page;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.List;
import java.util.function.Function;

/** Pages of traces, sessions and users: places first, totals for the page. Thread-safe. */
public final class GroupPages {

  private final Queries queries;
  private final TraceQueries traces;
  private final TraceLocator locator;
  private final GroupTotals totals;

  public GroupPages(Queries queries, TraceQueries traces) {
    this.queries = queries;
    this.traces = traces;
    this.locator = new TraceLocator(queries);
    this.totals = new GroupTotals(queries);
  }

  /** A page of traces by the start of the earliest span that matches. */
  public Page<TraceSummary> traces(SpanQuery query) {
    GroupWalk groups = new GroupWalk(queries, locator, Grouping.TRACES, query);
    return page(query, groups, items -> summaries(query.project(), groups, items));
  }

  /** A page of sessions by the start of the latest span that matches. */
  public Page<Session> sessions(SpanQuery query) {
    GroupWalk groups = new GroupWalk(queries, locator, Grouping.SESSIONS, query);
    return page(query, groups, items -> totals.sessions(query, items));
  }

  /** A page of users by the start of the latest span that matches. */
  public Page<User> users(SpanQuery query) {
    GroupWalk groups = new GroupWalk(queries, locator, Grouping.USERS, query);
    return page(query, groups, items -> totals.users(query, items));
  }

  private static <R> Page<R> page(
      SpanQuery query, GroupWalk groups, Function<List<Place>, List<R>> totals) {
    return new Walk(query.page()).page(query.range(), groups::from, place -> place, totals);
  }

  private List<TraceSummary> summaries(String project, GroupWalk groups, List<Place> items) {
    List<String> ids = items.stream().map(Place::id).toList();
    return traces.summaries(project, ids.stream().map(TraceId::parse).toList(), groups.places(ids));
  }
}
