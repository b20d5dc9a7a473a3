/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text without the escapes of JSON and of URLs, and where each of its bytes was.
 *
 * @see #of
 */
final class Escapes {

  /** A text of JSON in a text of JSON in a text of JSON. */
  private static final int MOST_LEVELS = 3;

  private static final int UNICODE = "\\u0000".length();
  private static final int PERCENT = "%00".length();

  /** What secrets and their anchors are made of. */
  private static final CharClass HIDDEN = CharClass.of("0-9A-Za-z_.:/@=+ ~-");

  private byte[] bytes;
  private int[] places;
  private int length;

  private Escapes(byte[] text) {
    bytes = text;
    length = text.length;
    places = new int[length + 1];
    Arrays.setAll(places, place -> place);
  }

  /** The text without its escapes; null when it has none that matter. */
  static @Nullable Escapes of(byte[] text) {
    if (!mayHide(text, text.length)) {
      return null;
    }
    Escapes plain = new Escapes(text);
    for (int level = 0; level < MOST_LEVELS && mayHide(plain.bytes, plain.length); level++) {
      plain.unescape();
    }
    plain.bytes = Arrays.copyOf(plain.bytes, plain.length);
    return plain;
  }

  /** The text without escapes. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a byte of it begins in the text that was given. */
  int place(int at) {
    return places[at];
  }

  private static boolean mayHide(byte[] text, int length) {
    for (int at = 0; at + 1 < length; at++) {
      if ((text[at] == '\\' && (text[at + 1] == 'u' || text[at + 1] == '/' || text[at + 1] == '\\'))
          || (text[at] == '%' && at + 2 < length && CharClass.ANY_HEX.has(text[at + 1]))) {
        return true;
      }
    }
    return false;
  }

  /** Whether an escape of JSON stands here for a character that matters. */
  static boolean hidesAt(byte[] text, int at, int to) {
    int code = unicode(text, at, to);
    return code >= 0 && HIDDEN.has((byte) code);
  }

  private void unescape() {
    byte[] plain = new byte[length];
    int[] from = new int[length + 1];
    int size = 0;
    for (int at = 0; at < length; size++) {
      from[size] = places[at];
      int code = bytes[at] == '\\' ? afterBackslash(at) : bytes[at] == '%' ? percent(at) : -1;
      plain[size] = code < 0 ? bytes[at] : (byte) code;
      at += code < 0 ? 1 : width(at);
    }
    from[size] = places[length];
    bytes = plain;
    places = from;
    length = size;
  }

  private int width(int at) {
    if (bytes[at] == '%') {
      return PERCENT;
    }
    return bytes[at + 1] == 'u' ? UNICODE : 2;
  }

  private int afterBackslash(int at) {
    if (at + 1 >= length) {
      return -1;
    }
    return switch (bytes[at + 1]) {
      case 'u' -> unicode(bytes, at, length);
      case '/', '"', '\\' -> bytes[at + 1];
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The ASCII character that is escaped here; -1 when none is. */
  private static int unicode(byte[] text, int at, int to) {
    if (to - at < UNICODE || text[at] != '\\' || text[at + 1] != 'u') {
      return -1;
    }
    return text[at + 2] == '0' && text[at + 3] == '0' ? ascii(text, at + 4) : -1;
  }

  private int percent(int at) {
    return length - at < PERCENT ? -1 : ascii(bytes, at + 1);
  }

  private static int ascii(byte[] text, int at) {
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    return high >= 0 && high < 8 && low >= 0 ? high << 4 | low : -1;
  }
}
