/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import java.time.Duration;

/**
 * What callers of the HTTP port may ask of it.
 *
 * @param maxRequestBytes largest body or streamed message, before and after decompression
 * @param maxInflightBytes bytes of bodies held at once; beyond it callers are told to come back
 * @param maxRequests requests under way at once, streams among them; beyond it callers are told to
 *     come back
 * @param maxHeaderBytes largest request line with headers
 * @param minBytesPerSecond slowest body; a slower one ends with 408
 * @param timeouts how long things may take
 */
public record HttpLimits(
    int maxRequestBytes,
    long maxInflightBytes,
    int maxRequests,
    int maxHeaderBytes,
    int minBytesPerSecond,
    Timeouts timeouts) {

  /** What the OTLP specification recommends. */
  public static final int DEFAULT_MAX_REQUEST_BYTES = 64 << 20;

  public static final long DEFAULT_MAX_INFLIGHT_BYTES = 256L << 20;
  public static final int DEFAULT_MAX_REQUESTS = 1024;
  public static final int DEFAULT_MAX_HEADER_BYTES = 16 << 10;
  public static final int DEFAULT_MIN_BYTES_PER_SECOND = 512;

  /**
   * How long things may take.
   *
   * @param idle a connection on which nothing moves
   * @param call a unary call whose caller sets no deadline
   * @param stream a streaming call whose caller sets no deadline
   */
  public record Timeouts(Duration idle, Duration call, Duration stream) {

    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofHours(1));

    public Timeouts {
      requirePositive("idle", idle);
      requirePositive("call", call);
      requirePositive("stream", stream);
    }

    private static void requirePositive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
      }
    }
  }

  public HttpLimits {
    requirePositive("maxRequestBytes", maxRequestBytes);
    requirePositive("maxInflightBytes", maxInflightBytes);
    requirePositive("maxRequests", maxRequests);
    requirePositive("maxHeaderBytes", maxHeaderBytes);
    requirePositive("minBytesPerSecond", minBytesPerSecond);
  }

  /** The defaults. */
  public static HttpLimits defaults() {
    return new HttpLimits(
        DEFAULT_MAX_REQUEST_BYTES,
        DEFAULT_MAX_INFLIGHT_BYTES,
        DEFAULT_MAX_REQUESTS,
        DEFAULT_MAX_HEADER_BYTES,
        DEFAULT_MIN_BYTES_PER_SECOND,
        Timeouts.DEFAULT);
  }

  /** These limits with other limits of bytes. */
  public HttpLimits withBytes(int newMaxRequestBytes, long newMaxInflightBytes) {
    return new HttpLimits(
        newMaxRequestBytes,
        newMaxInflightBytes,
        maxRequests,
        maxHeaderBytes,
        minBytesPerSecond,
        timeouts);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
