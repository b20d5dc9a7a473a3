/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers pages of sessions and of users: one pass over the spans to find them, one to add up those
 * shown.
 */
final class TextGroupReader {

  private TextGroupReader() {}

  static Page<Session> sessions(Table<Span> spans, BoundFilter filter, PageRequest request) {
    return page(spans, filter, request, SpanText.SESSION_ID, TextGroupTotals::session);
  }

  static Page<User> users(Table<Span> spans, BoundFilter filter, PageRequest request) {
    return page(spans, filter, request, SpanText.USER_ID, TextGroupTotals::user);
  }

  private static <T> Page<T> page(
      Table<Span> spans,
      BoundFilter filter,
      PageRequest request,
      SpanText text,
      BiFunction<TextGroupTotals, String, T> answer) {
    Page<String> ids = Pages.cut(new TextGroupList(spans, filter, text), request, Place::id);
    Map<String, TextGroupTotals> totals = new LinkedHashMap<>();
    ids.items().forEach(id -> totals.put(id, new TextGroupTotals()));
    if (!totals.isEmpty()) {
      spans.chunks().forEach(chunk -> add(chunk, filter, text, totals));
    }
    List<T> items = new ArrayList<>();
    totals.forEach((id, total) -> items.add(answer.apply(total, id)));
    return new Page<>(items, ids.next(), ids.previous());
  }

  private static void add(
      Chunk<Span> chunk, BoundFilter filter, SpanText text, Map<String, TextGroupTotals> totals) {
    DictionaryColumn groups = text.in(chunk);
    @Nullable TextGroupTotals[] ofCode = new TextGroupTotals[groups.size()];
    boolean any = false;
    for (int code = 0; code < ofCode.length; code++) {
      ofCode[code] = totals.get(groups.text(code));
      any |= ofCode[code] != null;
    }
    if (!any) {
      return;
    }
    RowPredicate predicate = filter.in(chunk);
    int to = filter.to(chunk);
    for (int row = filter.from(chunk); row < to; row++) {
      TextGroupTotals shown = ofCode[groups.code(row)];
      if (shown != null && predicate.test(row)) {
        shown.add(chunk, row);
      }
    }
  }
}
