/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.ArrayList;
import java.util.List;

/**
 * What a span takes over from its parent unless it says otherwise, so that sums by session, user,
 * tag, job or variant reach the model calls below. Immutable and shared by the spans of a trace.
 */
record TraceFacts(
    String sessionId,
    String userId,
    List<String> tags,
    String jobId,
    String variantId,
    int flags,
    String traceState) {

  /** More tags than this are ignored: {@value}. */
  static final int MAX_TAGS = 64;

  static final TraceFacts NONE =
      new TraceFacts("", "", List.of(), "", "", TraceContext.SAMPLED, "");

  /** Of a trace that begins here and is not recorded. */
  static final TraceFacts SAMPLED_OUT = new TraceFacts("", "", List.of(), "", "", 0, "");

  /** Of a trace that another process began, with the flags to pass on. */
  static TraceFacts of(TraceContext remote, int flags) {
    return new TraceFacts("", "", List.of(), "", "", flags, remote.traceState());
  }

  TraceFacts withSession(String id) {
    return new TraceFacts(id, userId, tags, jobId, variantId, flags, traceState);
  }

  TraceFacts withUser(String id) {
    return new TraceFacts(sessionId, id, tags, jobId, variantId, flags, traceState);
  }

  TraceFacts withTag(String tag) {
    if (tags.contains(tag) || tags.size() >= MAX_TAGS) {
      return this;
    }
    List<String> more = new ArrayList<>(tags);
    more.add(tag);
    return new TraceFacts(
        sessionId, userId, List.copyOf(more), jobId, variantId, flags, traceState);
  }

  TraceFacts withJob(String id) {
    return new TraceFacts(sessionId, userId, tags, id, variantId, flags, traceState);
  }

  TraceFacts withVariant(String id) {
    return new TraceFacts(sessionId, userId, tags, jobId, id, flags, traceState);
  }

  /** Bytes that they add to each span, roughly. */
  int size() {
    int size = sessionId.length() + userId.length() + jobId.length() + variantId.length();
    for (int i = 0; i < tags.size(); i++) {
      size += tags.get(i).length();
    }
    return size + traceState.length();
  }
}
