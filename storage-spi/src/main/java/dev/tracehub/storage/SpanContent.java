/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.UsageState;

/**
 * What the sender of a finished span said, apart from what the collector adds. Two spans with the
 * same ids and the same content are duplicates, with other content they are in conflict.
 */
public final class SpanContent {

  private SpanContent() {}

  /** Whether both spans say the same. Ids are compared too, in their canonical form. */
  public static boolean same(Span a, Span b) {
    return a.equals(b) || of(a).equals(of(b));
  }

  /**
   * The span without what the collector adds: its facts, a usage and a cost that were not reported,
   * changes of its cost, the sizes of payloads, and the type where none was said.
   */
  public static Span of(Span span) {
    Span.Builder content = span.toBuilder().clearCollector();
    if (span.getCollector().hasStoredCost()) {
      content.setCost(span.getCollector().getStoredCost());
    }
    if (span.getType() == SpanType.SPAN_TYPE_UNSPECIFIED) {
      content.setType(SpanType.SPAN_TYPE_SPAN);
    }
    if (isEstimated(span)) {
      content.clearUsage();
    }
    if (content.getCost().getState() != CostState.COST_STATE_REPORTED) {
      content.clearCost();
    }
    if (span.hasInput()) {
      content.setInput(withoutSize(span.getInput()));
    }
    if (span.hasOutput()) {
      content.setOutput(withoutSize(span.getOutput()));
    }
    return content.build();
  }

  /** Whether the collector estimated the span's usage: its sender said none. */
  public static boolean isEstimated(Span span) {
    return span.getCollector().getUsageState() == UsageState.USAGE_STATE_ESTIMATED;
  }

  private static Payload withoutSize(Payload payload) {
    return payload.getSizeBytes() == 0 ? payload : payload.toBuilder().clearSizeBytes().build();
  }
}
