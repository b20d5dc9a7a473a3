/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.concurrent.CompletionStage;

/**
 * Finds spans, traces, sessions and users by what they are. Pages are cut by position, not by
 * number: a list that grows while it is paged neither repeats nor skips what was there when it was
 * begun.
 *
 * <p>A span matches when its start lies in the range and the filter holds for it. The orders named
 * below are those of OLDEST_FIRST; NEWEST_FIRST is their exact reverse, ties included. Ids order by
 * code point.
 */
public interface SpanSearch {

  /**
   * Finished spans that match, by start, then trace id, then span id; payloads as {@link
   * PayloadView#HEAD}. Filters see whole payloads.
   */
  CompletionStage<Page<Span>> spans(SpanQuery query);

  /**
   * Traces of which a finished span matches, by the start of the earliest span that matches, then
   * trace id. Each summary is over the whole trace, as {@link TraceSummaries#of} computes it.
   */
  CompletionStage<Page<TraceSummary>> traces(SpanQuery query);

  /**
   * Started spans that match and have not finished, by start, then trace id, then span id; payloads
   * as {@link PayloadView#HEAD}.
   */
  CompletionStage<Page<Span>> openSpans(SpanQuery query);

  /**
   * Sessions of which a finished span matches, by the start of the latest span that matches, then
   * session id. Totals are over the spans that match. Spans without a session belong to none.
   */
  CompletionStage<Page<Session>> sessions(SpanQuery query);

  /**
   * End users whom a finished span that matches names, by the start of the latest such span, then
   * user id. Totals are over the spans that match. Spans without a user belong to none.
   */
  CompletionStage<Page<User>> users(SpanQuery query);
}
