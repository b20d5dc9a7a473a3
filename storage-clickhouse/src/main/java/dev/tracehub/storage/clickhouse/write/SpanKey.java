/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;

/** Whose a span is: the ids that are unique. */
record SpanKey(TraceKey trace, long span) {

  static SpanKey of(String project, TraceId trace, SpanId span) {
    return new SpanKey(new TraceKey(project, trace), span.value());
  }
}
