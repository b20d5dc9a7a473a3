/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.delivery.Clock;
import dev.tracehub.client.delivery.Delivery;
import java.util.function.LongSupplier;

/** What recording needs: time, ids, limits, the current span, and somewhere to put records. */
record Recorder(
    Clock clock, LongSupplier ids, RecordingLimits limits, CurrentSpan current, Delivery delivery) {

  /** An id that is not 0. */
  long nextId() {
    long id = ids.getAsLong();
    return id == 0 ? 1 : id;
  }

  /** An id for a record that is no span: 16 hexadecimal digits. */
  String nextRecordId() {
    return TraceContext.spanId(nextId());
  }
}
