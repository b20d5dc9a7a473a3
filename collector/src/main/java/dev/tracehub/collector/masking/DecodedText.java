/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import com.google.re2j.Pattern;
import dev.tracehub.masking.Markers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text in characters that knows where each was among the bytes. For one thread. */
final class DecodedText {

  private final byte[] bytes;
  private final String text;

  /** Whether each character is a byte. */
  private final boolean plain;

  private int lastIndex;
  private int lastPlace;

  private DecodedText(byte[] bytes, String text) {
    this.bytes = bytes;
    this.text = text;
    this.plain = text.length() == bytes.length;
  }

  /** The characters of UTF-8; of anything else the bytes as characters. */
  static DecodedText of(byte[] bytes) {
    try {
      return new DecodedText(
          bytes, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return new DecodedText(bytes, new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  boolean contains(String literal) {
    return text.contains(literal);
  }

  boolean matchesSomewhere(Pattern pattern) {
    return pattern.matcher(text).find();
  }

  ReadLimit limited() {
    return new ReadLimit(text);
  }

  /** Where a character begins among the bytes. Cheap when asked in order. */
  int place(int index) {
    if (plain) {
      return index;
    }
    if (index < lastIndex) {
      lastIndex = 0;
      lastPlace = 0;
    }
    while (lastIndex < index) {
      lastPlace += width(text.charAt(lastIndex++));
    }
    return lastPlace;
  }

  /** Of the two halves of a character beyond the first plane the first has all four bytes. */
  private static int width(char character) {
    if (Character.isSurrogate(character)) {
      return Character.isHighSurrogate(character) ? 4 : 0;
    }
    return character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
  }

  /** Whether a part is a marker or lies in one. */
  boolean isInMarker(int from, int to) {
    return Markers.endAround(bytes, from) >= to;
  }
}
