/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tail;

/**
 * Bounds of live tails.
 *
 * @param readers the most tails at a time over all projects
 * @param waitingSpans the most spans that wait for one reader's filter
 * @param waitingBytes the most bytes that these spans take
 * @param readySpans the most spans that wait for one reader's connection
 * @param answerBytes about how large an answer gets
 */
public record TailLimits(
    int readers, int waitingSpans, long waitingBytes, int readySpans, int answerBytes) {

  /** 100 readers, each with up to 20,000 spans or 32 MiB to test and 2,000 spans to send. */
  public static final TailLimits DEFAULTS = new TailLimits(100, 20_000, 32L << 20, 2_000, 1 << 20);
}
