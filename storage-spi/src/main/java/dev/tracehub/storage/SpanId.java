/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The id of a span within its trace: 8 bytes, not all zeros (W3C Trace Context).
 *
 * @param value the bytes, big-endian
 */
public record SpanId(long value) implements Comparable<SpanId> {

  private static final HexFormat HEX = HexFormat.of();

  public SpanId {
    if (value == 0) {
      throw new IllegalArgumentException("spanId: all zeros (expected: at least one bit set)");
    }
  }

  /** Reads 16 hexadecimal digits of any case; empty when it is something else. */
  public static Optional<SpanId> tryParse(String text) {
    if (text.length() != 16 || !TraceId.isHex(text)) {
      return Optional.empty();
    }
    long value = HexFormat.fromHexDigitsToLong(text);
    return value == 0 ? Optional.empty() : Optional.of(new SpanId(value));
  }

  /**
   * Reads what {@link #tryParse} reads.
   *
   * @throws IllegalArgumentException when it is no span id
   */
  public static SpanId parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "spanId: \"" + text + "\" (expected: 16 hexadecimal digits, not all 0)"));
  }

  /** Orders as the hexadecimal form does. */
  @Override
  public int compareTo(SpanId other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** 16 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(value);
  }
}
