/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Schema;

/** The ids of rows. */
final class RowIds {

  private RowIds() {}

  static TraceId trace(RowRef<?> ref) {
    return new TraceId(
        ref.chunk().number(Schema.TRACE_HIGH).get(ref.row()),
        ref.chunk().number(Schema.TRACE_LOW).get(ref.row()));
  }

  /** The id of a row's trace as text. */
  static String traceText(RowRef<?> ref) {
    return trace(ref).toString();
  }

  /** The ids of a row's trace and of the row as one text. */
  static String spanText(RowRef<?> ref) {
    return traceText(ref) + new SpanId(ref.id());
  }
}
