/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** UTF-8, hexadecimal ids and hashes, against what the JDK says. */
class TextPrimitivesTest {

  /** Bytes that begin, continue or break sequences, more often than chance would have it. */
  private static final int[] TELLING = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF,
    0xF0, 0xF4, 0xF5, 0xFF
  };

  @Property
  void utf8_agreesWithTheJdk(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(24)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) TELLING[random.nextInt(TELLING.length)];
    }

    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(isDecodable(bytes));
  }

  @Property
  void utf8_neighbours_doNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] text = new byte[random.nextInt(40)];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextInt(8) == 0 ? TELLING[random.nextInt(TELLING.length)] : 'a');
    }
    int before = random.nextInt(20);
    byte[] bytes = new byte[before + text.length + random.nextInt(20)];
    Arrays.fill(bytes, (byte) 0x80);
    System.arraycopy(text, 0, bytes, before, text.length);

    assertThat(Utf8.isValid(bytes, before, before + text.length)).isEqualTo(isDecodable(text));
  }

  @Property
  void utf8_everyText_isValid(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
    // The JDK writes "?" for half a surrogate pair, which is one character as well.
    assertThat(Utf8.characters(bytes, 0, bytes.length))
        .isEqualTo(text.codePointCount(0, text.length()));
  }

  private static boolean isDecodable(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Property
  void hexIds_everyForm_isTheSameId(@ForAll long high, @ForAll long low) {
    UUID uuid = new UUID(high, low);
    String digits = HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    boolean zero = high == 0 && low == 0;

    for (String form : new String[] {digits, digits.toUpperCase(), uuid.toString()}) {
      byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
      assertThat(HexIds.isTraceId(bytes, 0, bytes.length)).isEqualTo(!zero);
      assertThat(HexIds.traceHigh(bytes, 0, bytes.length)).isEqualTo(high);
      assertThat(HexIds.traceLow(bytes, 0, bytes.length)).isEqualTo(low);
    }
  }

  @Test
  void hexIds_everyOtherByte_isNoDigitAtAnyPlace() {
    for (int value = 0; value < 256; value++) {
      for (int place = 0; place < 16; place++) {
        byte[] bytes = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        bytes[place] = (byte) value;
        boolean isDigit = HexFormat.isHexDigit(value);

        assertThat(HexIds.isSpanId(bytes, 0, 16))
            .as("byte %d at %d", value, place)
            .isEqualTo(isDigit);
      }
    }
  }

  @Property
  void contentHash_changesWithEveryBitAndLength(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    long hash = ContentHash.of(bytes, 0, bytes.length);

    byte[] changed = bytes.clone();
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    byte[] shifted = new byte[bytes.length + 3];
    System.arraycopy(bytes, 0, shifted, 3, bytes.length);

    assertThat(ContentHash.of(changed, 0, bytes.length)).isNotEqualTo(hash);
    assertThat(ContentHash.of(bytes, 0, bytes.length - 1)).isNotEqualTo(hash);
    assertThat(ContentHash.of(shifted, 3, shifted.length)).isEqualTo(hash);
  }
}
