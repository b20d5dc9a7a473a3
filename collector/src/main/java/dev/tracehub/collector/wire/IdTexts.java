/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.util.HexFormat;

/** The ids of rejected records as their senders wrote them. */
final class IdTexts {

  private static final int MAX_CHARACTERS = 128;

  private IdTexts() {}

  /**
   * The id of a record that may be broken; empty when none is found.
   *
   * @param from where the field that holds the record begins
   */
  static String of(RecordType type, byte[] batch, int from, int to) {
    WireCursor cursor = new WireCursor();
    cursor.bytes = batch;
    cursor.position = from;
    try {
      cursor.readTag(to);
      cursor.readLength(from, to);
      while (cursor.position < to) {
        int start = cursor.position;
        int tag = cursor.readTag(to);
        if (tag == (type.idField() << 3 | Wire.LENGTH)) {
          int length = cursor.readLength(start, to);
          return text(type, batch, cursor.position, length);
        }
        cursor.skipValue(tag, start, to);
      }
    } catch (WireFault broken) {
      // The rejection tells of it already.
    }
    return "";
  }

  private static String text(RecordType type, byte[] batch, int from, int length) {
    // No character takes more than four bytes.
    int shown = Math.min(length, MAX_CHARACTERS * 4);
    String text =
        type == RecordType.OTLP_SPAN
            ? HexFormat.of().formatHex(batch, from, from + shown)
            : Quote.text(batch, from, from + shown);
    int characters = Math.min(text.codePointCount(0, text.length()), MAX_CHARACTERS);
    return text.substring(0, text.offsetByCodePoints(0, characters));
  }
}
