/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks;

import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes the finished spans of an assistant for support desks, as a store gets them: normalised,
 * priced, with usage roles. The same settings give the same spans on every machine.
 *
 * <p>A trace is one answer of the agent: a guardrail, a retrieval with its embedding, one to three
 * model calls with tool calls between them, now and then a judge; about nine spans. Latencies are
 * log-normal, a few calls fail, few users and models cause most of the load. Not thread-safe.
 */
public final class SpanGenerator {

  private static final HexFormat HEX = HexFormat.of();

  private final Settings settings;
  private final RandomGenerator random;
  private long nextStartNanos;

  public SpanGenerator(Settings settings) {
    this.settings = settings;
    // The algorithm of java.util.Random is part of its specification; others may change.
    this.random = new Random(settings.seed());
    this.nextStartNanos = settings.startNanos();
  }

  /**
   * What to make.
   *
   * @param seed of everything random
   * @param startNanos about when the first trace starts, nanoseconds since the epoch
   * @param meanGapNanos mean time between the starts of traces, in nanoseconds
   * @param spanBytes about how many bytes a serialised span takes on average, at least 600
   */
  public record Settings(long seed, long startNanos, long meanGapNanos, int spanBytes) {

    /** 2026-11-14T00:00:00Z: tests and benchmarks do not depend on today. */
    public static final long START_NANOS = 1_794_614_400_000_000_000L;

    /** A million spans of about 1 KB over about a week. */
    public static final Settings DEFAULT = new Settings(1, START_NANOS, 5_400_000_000L, 1024);

    public Settings {
      if (spanBytes < 600) {
        throw new IllegalArgumentException("spanBytes: " + spanBytes + " (expected: >= 600)");
      }
    }

    /** These settings with another size of spans. */
    public Settings withSpanBytes(int bytes) {
      return new Settings(seed, startNanos, meanGapNanos, bytes);
    }

    /** These settings with another seed. */
    public Settings withSeed(long newSeed) {
      return new Settings(newSeed, startNanos, meanGapNanos, spanBytes);
    }
  }

  /** The spans of the next trace in the order of their ends, as senders export them. */
  public List<Span> nextTrace() {
    nextStartNanos += (long) (-Math.log(1 - random.nextDouble()) * settings.meanGapNanos());
    return new SupportDeskTrace(random, traceId(), nextStartNanos, settings.spanBytes()).spans();
  }

  /** At least {@code count} spans: whole traces until there are enough. */
  public List<Span> nextSpans(int count) {
    List<Span> spans = new ArrayList<>(count + 16);
    while (spans.size() < count) {
      spans.addAll(nextTrace());
    }
    return spans;
  }

  private String traceId() {
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
  }
}
