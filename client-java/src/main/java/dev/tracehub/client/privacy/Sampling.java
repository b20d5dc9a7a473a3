/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

/**
 * Which traces are recorded. Decided by the trace id, as OpenTelemetry's consistent probability
 * sampling does: the lowest 56 bits, which W3C Trace Context Level 2 wants to be random, are
 * compared with a threshold. Every service that has the same ratio decides the same, and what a
 * lower ratio keeps a higher one keeps too. Immutable.
 */
public final class Sampling {

  /** Every trace, also those that a caller has marked as not sampled. */
  public static final Sampling ALL = new Sampling(1, false);

  private static final int RANDOM_BITS = 56;
  private static final long RANDOM = (1L << RANDOM_BITS) - 1;
  private static final int SAMPLED = 1;

  private final double ratio;
  private final boolean honoursCallers;
  private final long threshold;

  private Sampling(double ratio, boolean honoursCallers) {
    this.ratio = ratio;
    this.honoursCallers = honoursCallers;
    this.threshold = Math.round((1 - ratio) * (1L << RANDOM_BITS));
  }

  /**
   * This part of the traces that begin here. A trace that comes from a caller follows the sampled
   * flag of its {@code traceparent}, so that traces stay whole where services have different
   * ratios; see {@link #ignoringCallers()}.
   *
   * @param ratio from 0, nothing, to 1, everything
   */
  public static Sampling ratio(double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("ratio: " + ratio + " (expected: 0 to 1)");
    }
    return new Sampling(ratio, true);
  }

  /**
   * The same ratio without regard to the flag of callers: for callers that are not to be trusted,
   * or that sample for another system.
   */
  public Sampling ignoringCallers() {
    return new Sampling(ratio, false);
  }

  /**
   * Whether a trace that begins here is recorded.
   *
   * @param traceIdLow the last 8 bytes of the trace id
   */
  public boolean keeps(long traceIdLow) {
    return (traceIdLow & RANDOM) >= threshold;
  }

  /**
   * Whether a trace that a caller began is recorded.
   *
   * @param traceIdLow the last 8 bytes of the trace id
   * @param flags the caller's W3C trace flags
   */
  public boolean keeps(long traceIdLow, int flags) {
    return honoursCallers ? (flags & SAMPLED) != 0 : keeps(traceIdLow);
  }

  /** The flags to pass on for a trace that a caller began with these. */
  public int flags(long traceIdLow, int flags) {
    if (honoursCallers || this == ALL) {
      return flags;
    }
    return keeps(traceIdLow) ? flags | SAMPLED : flags & ~SAMPLED;
  }
}
