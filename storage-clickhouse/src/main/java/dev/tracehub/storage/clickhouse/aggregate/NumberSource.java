/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.Estimate;

/** The sums that measures are made of, as aggregates in SQL. */
interface NumberSource {

  /** What takes time. */
  enum Timing {
    LATENCY,
    TTFT
  }

  Estimate count();

  Estimate errors();

  Estimate llmCalls();

  Estimate tokens(SpanField field);

  Estimate cost();

  Estimate priced();

  Estimate unpriced();

  /** Nanoseconds, of 128 bits. */
  String sum(Timing timing);

  /** How many spans know the time. */
  String known(Timing timing);

  String leastLatency();

  String greatestLatency();

  /** The histogram's bucket that holds the percentile. */
  String percentileBucket(Timing timing, double level);

  String traces();

  String scoreSum();

  String scores();
}
