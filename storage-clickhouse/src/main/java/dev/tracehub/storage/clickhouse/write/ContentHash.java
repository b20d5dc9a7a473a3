/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.SpanContent;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Tells duplicates from conflicts without the span that is held: 64 bits of what {@link
 * SpanContent} compares, in the wire form of {@link SpanWire}. Kept in the store, so it must stay
 * as it is.
 */
final class ContentHash {

  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  /** What the collector adds. */
  private static final OmittedFields ADDED =
      OmittedFields.builder()
          .fields(Span.COLLECTOR_FIELD_NUMBER)
          .field(
              Span.COST_FIELD_NUMBER,
              span -> span.getCost().getState() != CostState.COST_STATE_REPORTED)
          .field(Span.USAGE_FIELD_NUMBER, SpanContent::isEstimated)
          .stayingMessage(Span.INPUT_FIELD_NUMBER, size())
          .stayingMessage(Span.OUTPUT_FIELD_NUMBER, size())
          .build();

  private ContentHash() {}

  /** Of the span that was taken up. */
  static long of(SpanWire wire) {
    Span span = wire.span();
    if (!span.getCollector().hasStoredCost()) {
      return ofSent(wire);
    }
    // Read and written again: its sender said another cost. Too rare for memory of its own.
    SpanWire stored = new SpanWire();
    stored.take(span.toBuilder().setCost(span.getCollector().getStoredCost()).build());
    return ofSent(stored);
  }

  private static long ofSent(SpanWire wire) {
    int size = wire.without(ADDED);
    return HASH.hash(wire.kept(), 0, size, 0);
  }

  private static OmittedFields.Builder size() {
    return OmittedFields.builder().fields(Payload.SIZE_BYTES_FIELD_NUMBER);
  }
}
