/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and a password in the form of HTTP's basic authentication (RFC 7617). */
final class BasicCredentials {

  private static final int GROUP = 4;

  private BasicCredentials() {}

  /** Whether the bytes are the base64 of printable text with a colon. */
  static boolean areAt(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == '=') {
      end--;
    }
    // What is too long by one is no base64: perhaps the byte after a text of the message.
    end -= (end - from) % GROUP == 1 ? 1 : 0;
    byte[] decoded;
    try {
      decoded =
          Base64.getDecoder()
              .decode(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return false;
    }
    boolean colon = false;
    for (byte here : decoded) {
      if ((here >= 0 && here < ' ') || here == 0x7F) {
        return false;
      }
      colon |= here == ':';
    }
    return colon;
  }
}
