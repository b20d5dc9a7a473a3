/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its name whether a metric is kept: those of models are. SDKs send the metrics of whole
 * processes to the same address, for which there are better stores. For one thread.
 */
final class MetricNames {

  private static final String PREFIX = "gen_ai.";
  private static final byte[] PREFIX_BYTES = PREFIX.getBytes(StandardCharsets.US_ASCII);
  private static final String EXPECTED =
      " (expected: a name that begins with " + PREFIX + ", as no other metrics are kept)";

  private int start;
  private int from;
  private int to;

  /** Begins a metric whose field stands there. */
  void begin(int metricStart) {
    start = metricStart;
    from = 0;
    to = 0;
  }

  /** Notes a name: where its field and its text begin, and where both end. */
  void found(int fieldStart, int textFrom, int textTo) {
    start = fieldStart;
    from = textFrom;
    to = textTo;
  }

  /** Why the metric is not kept; null when it is. */
  @Nullable WireFault fault(byte[] bytes) {
    if (to == from) {
      return WireFault.invalid(start, "no name" + EXPECTED);
    }
    boolean kept = to - from > PREFIX_BYTES.length;
    for (int i = 0; kept && i < PREFIX_BYTES.length; i++) {
      kept = bytes[from + i] == PREFIX_BYTES[i];
    }
    return kept ? null : WireFault.invalid(start, Quote.of(bytes, from, to) + EXPECTED);
  }
}
