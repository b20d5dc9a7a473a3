/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.RerateMark;
import dev.tracehub.v1.Span;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Goes over the spans with usage of a project, oldest first, page by page. Stateless, hence
 * thread-safe.
 */
final class SpanWalk {

  private final SpanSearch search;
  private final String project;
  private final TimeRange range;
  private final Filter filter;

  SpanWalk(SpanSearch search, String project, TimeRange range, Filter filter) {
    this.search = search;
    this.project = project;
    this.range = range;
    Filter hasUsage = new Filter.Has(new Filter.Field.Known(SpanField.TOTAL_TOKENS));
    this.filter = filter.equals(Filter.ALL) ? hasUsage : new Filter.And(List.of(hasUsage, filter));
  }

  /** The page after a place, or the first one. */
  CompletionStage<Page<Span>> after(Optional<RerateMark> mark) {
    PageRequest first = PageRequest.first(PageRequest.MAX_SIZE, PageRequest.Order.OLDEST_FIRST);
    PageRequest page =
        mark.map(
                place ->
                    first.at(new Cursor(Cursor.Side.AFTER, place.getTimeUnixNano(), place.getId())))
            .orElse(first);
    return search.spans(new SpanQuery(project, range, filter, page));
  }

  /** Where the next page begins; empty at the end. */
  static Optional<RerateMark> end(Page<Span> page) {
    return page.next()
        .map(
            next ->
                RerateMark.newBuilder().setTimeUnixNano(next.timeNanos()).setId(next.id()).build());
  }
}
