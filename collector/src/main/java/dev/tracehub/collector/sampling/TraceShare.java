/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.storage.TraceId;

/** Chooses traces by chance: the same ones wherever and whenever it is asked. */
final class TraceShare {

  private TraceShare() {}

  /**
   * Whether a trace is the one in so many. A client that samples by the bits of the id has left ids
   * that are not spread over them, so the id is mixed first.
   */
  static boolean chooses(String traceId, int oneIn) {
    return Long.remainderUnsigned(mix(TraceId.parse(traceId)), oneIn) == 0;
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014) over both halves. */
  private static long mix(TraceId id) {
    long mixed = scramble(id.high() + 0x9e3779b97f4a7c15L);
    return scramble(mixed ^ id.low());
  }

  private static long scramble(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
