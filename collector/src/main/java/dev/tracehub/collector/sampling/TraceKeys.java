/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.storage.StoredRecord;
import java.util.Optional;

/** Which trace a record is a part of. */
final class TraceKeys {

  private TraceKeys() {}

  /**
   * Empty for what is stored whatever becomes of the trace that it may name, and for changes of
   * costs: they are of spans that are stored.
   */
  static Optional<TraceKey> of(StoredRecord record) {
    String traceId = traceId(record);
    return traceId.isEmpty()
        ? Optional.empty()
        : Optional.of(new TraceKey(record.project(), traceId));
  }

  /** Whether it is a span that started before a time. */
  static boolean startedBefore(StoredRecord record, long nanos) {
    if (record instanceof StoredRecord.Finished finished) {
      return Long.compareUnsigned(finished.span().getStartTimeUnixNano(), nanos) < 0;
    }
    return record instanceof StoredRecord.Started started
        && Long.compareUnsigned(started.span().getStartTimeUnixNano(), nanos) < 0;
  }

  private static String traceId(StoredRecord record) {
    if (record instanceof StoredRecord.Finished finished) {
      return finished.span().getTraceId();
    }
    if (record instanceof StoredRecord.Started started) {
      return started.span().getTraceId();
    }
    if (record instanceof StoredRecord.Event event) {
      return event.event().getTraceId();
    }
    if (record instanceof StoredRecord.Judgement judgement) {
      return judgement.evaluation().getTraceId();
    }
    if (record instanceof StoredRecord.RoleChange change) {
      return change.traceId().toString();
    }
    return "";
  }
}
