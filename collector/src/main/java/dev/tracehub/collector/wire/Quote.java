/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.nio.charset.StandardCharsets;

/** Shows a sender its own values in messages, short and harmless. */
final class Quote {

  private static final int MAX_BYTES = 64;

  private Quote() {}

  /** The text in quotation marks, cut when it is long. */
  static String of(byte[] bytes, int from, int to) {
    boolean cut = to - from > MAX_BYTES;
    return '"' + text(bytes, from, cut ? from + MAX_BYTES : to) + (cut ? "…\"" : "\"");
  }

  /** The text without control characters; what is no UTF-8 is replaced. */
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8)
        .codePoints()
        .map(character -> Character.isISOControl(character) ? '\uFFFD' : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
