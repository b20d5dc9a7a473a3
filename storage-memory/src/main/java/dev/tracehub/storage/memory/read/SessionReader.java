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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers pages of sessions: one pass over the spans to find them, one to add up those shown. */
final class SessionReader {

  private SessionReader() {}

  static Page<Session> page(Table<Span> spans, BoundFilter filter, PageRequest request) {
    Page<String> ids = Pages.cut(new SessionList(spans, filter), request, Place::id);
    Map<String, SessionTotals> totals = new LinkedHashMap<>();
    ids.items().forEach(id -> totals.put(id, new SessionTotals()));
    if (!totals.isEmpty()) {
      spans.chunks().forEach(chunk -> add(chunk, filter, totals));
    }
    List<Session> sessions = new ArrayList<>();
    totals.forEach((id, total) -> sessions.add(total.session(id)));
    return new Page<>(sessions, ids.next(), ids.previous());
  }

  private static void add(
      Chunk<Span> chunk, BoundFilter filter, Map<String, SessionTotals> totals) {
    DictionaryColumn sessions = SpanText.SESSION_ID.in(chunk);
    @Nullable SessionTotals[] ofCode = new SessionTotals[sessions.size()];
    boolean any = false;
    for (int code = 0; code < ofCode.length; code++) {
      ofCode[code] = totals.get(sessions.text(code));
      any |= ofCode[code] != null;
    }
    if (!any) {
      return;
    }
    RowPredicate predicate = filter.in(chunk);
    int to = filter.to(chunk);
    for (int row = filter.from(chunk); row < to; row++) {
      SessionTotals shown = ofCode[sessions.code(row)];
      if (shown != null && predicate.test(row)) {
        shown.add(chunk, row);
      }
    }
  }
}
