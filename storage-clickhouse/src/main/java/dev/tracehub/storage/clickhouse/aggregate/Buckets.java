/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import java.math.BigInteger;
import java.time.Duration;

/** Widths of time buckets. */
final class Buckets {

  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Buckets() {}

  /** The width in nanoseconds; one that is wider than time is as wide as it. */
  static long nanos(Duration width) {
    BigInteger nanos =
        BigInteger.valueOf(width.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(width.getNano()));
    return nanos.min(GREATEST).longValueExact();
  }
}
