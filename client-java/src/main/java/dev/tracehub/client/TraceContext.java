/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a span in a trace, as it travels between processes in the headers {@code
 * traceparent} and "tracestate" of W3C Trace Context. Immutable.
 *
 * @param traceIdHigh first 8 bytes of the trace id
 * @param traceIdLow last 8 bytes of the trace id; not both are 0
 * @param spanId id of the span that is the parent of what follows, not 0
 * @param flags W3C trace flags, the lowest 8 bits
 * @param traceState the tracestate header; empty when there is none
 */
public record TraceContext(
    long traceIdHigh, long traceIdLow, long spanId, int flags, String traceState) {

  /** The flag of a trace that is recorded. */
  static final int SAMPLED = 1;

  /** Sampled, and random of Level 2; others are not to be passed on. */
  private static final int KNOWN_FLAGS = 3;

  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final HexFormat HEX = HexFormat.of();

  public TraceContext {
    if (traceIdHigh == 0 && traceIdLow == 0) {
      throw new IllegalArgumentException("traceId: 0 (expected: not all zeros)");
    }
    if (spanId == 0) {
      throw new IllegalArgumentException("spanId: 0 (expected: not all zeros)");
    }
  }

  /**
   * Reads a {@code traceparent} header as the standard asks: a higher version may carry more
   * fields, and a header that is wrong is no header.
   */
  public static Optional<TraceContext> parse(@Nullable String traceparent) {
    return parse(traceparent, "");
  }

  /** Reads both headers. A wrong {@code tracestate} is left out and does not cost the other. */
  public static Optional<TraceContext> parse(@Nullable String traceparent, @Nullable String state) {
    Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent.strip());
    if (!matcher.matches() || !isVersion(matcher.group(1), matcher.group(5))) {
      return Optional.empty();
    }
    String traceId = matcher.group(2);
    long high = HexFormat.fromHexDigitsToLong(traceId, 0, 16);
    long low = HexFormat.fromHexDigitsToLong(traceId, 16, 32);
    long spanId = HexFormat.fromHexDigitsToLong(matcher.group(3));
    if ((high == 0 && low == 0) || spanId == 0) {
      return Optional.empty();
    }
    int flags = HexFormat.fromHexDigits(matcher.group(4)) & KNOWN_FLAGS;
    return Optional.of(new TraceContext(high, low, spanId, flags, TraceState.parse(state)));
  }

  private static boolean isVersion(String version, @Nullable String more) {
    return version.equals("00") ? more == null : !version.equals("ff");
  }

  /** The trace id as 32 hexadecimal digits. */
  public String traceId() {
    return traceId(traceIdHigh, traceIdLow);
  }

  /** The span id as 16 hexadecimal digits. */
  public String spanIdHex() {
    return spanId(spanId);
  }

  /** The {@code traceparent} header that makes the receiver's span a child of this span. */
  public String traceparent() {
    return "00-" + traceId() + "-" + spanIdHex() + "-" + HEX.toHexDigits((byte) flags);
  }

  static String traceId(long high, long low) {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  static String spanId(long id) {
    return HEX.toHexDigits(id);
  }
}
