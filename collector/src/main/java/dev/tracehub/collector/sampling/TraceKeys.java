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

  /** Empty for what is stored whatever becomes of the trace that it may name. */
  static Optional<TraceKey> of(StoredRecord record) {
    String traceId = traceId(record);
    return traceId.isEmpty()
        ? Optional.empty()
        : Optional.of(new TraceKey(record.project(), traceId));
  }

  /** Whether a record is about a span that came before it: it begins no trace. */
  static boolean isCorrection(StoredRecord record) {
    return record instanceof StoredRecord.RoleChange || record instanceof StoredRecord.CostChange;
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
    if (record instanceof StoredRecord.CostChange change) {
      return change.traceId().toString();
    }
    return "";
  }
}
