/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.collector.audit.AuditLog;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.AuditEvent;
import dev.tracehub.v1.ListAuditEventsRequest;
import dev.tracehub.v1.ListAuditEventsResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Cuts the log of a project into pages. A token is the id of the last event of its page. */
final class AuditPages {

  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{24}");

  private AuditPages() {}

  static CompletionStage<ListAuditEventsResponse> page(
      AuditLog log, ListAuditEventsRequest request) {
    int size = KeyRequests.pageSize(request.getPageSize());
    String after = request.getPageToken();
    if (!after.isEmpty() && !TOKEN.matcher(after).matches()) {
      throw Failures.invalid(
          "page_token",
          "INVALID_TOKEN",
          "unknown (expected: next_page_token of an earlier answer)");
    }
    return log.list(request.getProjectId(), after, size + 1).thenApply(found -> page(found, size));
  }

  private static ListAuditEventsResponse page(List<AuditEvent> found, int size) {
    ListAuditEventsResponse.Builder page = ListAuditEventsResponse.newBuilder();
    if (found.size() <= size) {
      return page.addAllEvents(found).build();
    }
    return page.addAllEvents(found.subList(0, size))
        .setNextPageToken(found.get(size - 1).getEventId())
        .build();
  }
}
