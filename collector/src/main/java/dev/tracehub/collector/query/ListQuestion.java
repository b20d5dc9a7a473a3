/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.Message;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A checked question for a list.
 *
 * @param query the page that is asked for
 * @param tokens the tokens of all pages
 */
record ListQuestion(SpanQuery query, PageTokens tokens) {

  /**
   * What the requests have in common.
   *
   * @param list the list's name: a token of one list leads nowhere in another
   * @param range checked
   * @param filter as it was written
   * @param order checked
   * @param pageSize as it was written
   * @param pageToken as it was written
   */
  record Form(
      String list,
      TimeRange range,
      String filter,
      PageRequest.Order order,
      int pageSize,
      String pageToken) {}

  static ListQuestion of(String project, Form form, FilterParser filters) {
    Filter filter = RequestFields.filter(filters, form.filter());
    PageTokens tokens =
        PageTokens.of(project, form.list(), form.range(), form.filter(), form.order());
    PageRequest page =
        RequestFields.page(form.pageSize(), form.order(), tokens.read(form.pageToken()));
    return new ListQuestion(new SpanQuery(project, form.range(), filter, page), tokens);
  }

  /** Asks a store for the page. */
  <T extends Message> CompletionStage<Page<T>> ask(
      FittingPages pages, Function<SpanQuery, CompletionStage<Page<T>>> store) {
    return pages.ask(
        page -> store.apply(new SpanQuery(query.project(), query.range(), query.filter(), page)),
        query.page());
  }

  /** The token of the page after this one; empty when there is none. */
  String next(Page<?> page) {
    return tokens.write(page.next());
  }

  /** The token of the page before this one; empty when there is none. */
  String previous(Page<?> page) {
    return tokens.write(page.previous());
  }
}
