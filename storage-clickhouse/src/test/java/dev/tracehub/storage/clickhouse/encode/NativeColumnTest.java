/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The bytes of columns; what a server makes of them is in {@link NativeFormatTest}. */
class NativeColumnTest {

  private static final String VERSION = "0100000000000000";
  private static final String BYTE_NUMBERS = "0006000000000000";

  @Test
  void wholes_haveTheWidthOfTheirType() throws IOException {
    assertThat(bytes("UInt16", to -> to.whole(0x1234))).isEqualTo("3412");
    assertThat(bytes("Enum8('A' = 1)", to -> to.whole(1))).isEqualTo("01");
    assertThat(bytes("Bool", to -> to.flag(true))).isEqualTo("01");
    assertThat(bytes("DateTime64(9, 'UTC')", to -> to.whole(-2))).isEqualTo("feffffffffffffff");
  }

  @Test
  void money_isSixteenBytes_withItsSign() throws IOException {
    assertThat(bytes("Decimal(38, 18)", to -> to.money(BigInteger.valueOf(-1))))
        .isEqualTo("ff".repeat(16));
    assertThat(bytes("Decimal(38, 18)", to -> to.money(BigInteger.ONE.shiftLeft(64))))
        .isEqualTo("0000000000000000" + "0100000000000000");
  }

  @Test
  void id_isBigEndian_andUuidIsTwoNumbers() throws IOException {
    assertThat(bytes("FixedString(16)", to -> to.id(1, 2)))
        .isEqualTo("0000000000000001" + "0000000000000002");
    assertThat(bytes("UUID", to -> to.id(1, 2))).isEqualTo("0100000000000000" + "0200000000000000");
  }

  @Test
  void dictionary_hasEachTextOnce() throws IOException {
    assertThat(
            bytes("LowCardinality(String)", to -> List.of("b", "", "b", "b", "").forEach(to::text)))
        .isEqualTo(
            VERSION
                + BYTE_NUMBERS
                + "0200000000000000"
                + "0162"
                + "00"
                + "0500000000000000"
                + "0001000001");
  }

  @Test
  void map_hasThePrefixesOfKeysAndValues_thenEnds_thenKeys_thenValues() throws IOException {
    assertThat(
            bytes(
                "Map(LowCardinality(String), LowCardinality(String))",
                to -> {
                  to.size(1);
                  to.keys().text("k");
                  to.values().text("v");
                  to.size(0);
                }))
        .isEqualTo(
            VERSION
                + VERSION
                + "0100000000000000"
                + "0100000000000000"
                + BYTE_NUMBERS
                + "0100000000000000"
                + "016b"
                + "0100000000000000"
                + "00"
                + BYTE_NUMBERS
                + "0100000000000000"
                + "0176"
                + "0100000000000000"
                + "00");
  }

  @Test
  void listsThatAreAllEmpty_haveThePrefixAndEndsAlone() throws IOException {
    assertThat(bytes("Array(LowCardinality(String))", to -> to.texts(List.of())))
        .isEqualTo(VERSION + "0000000000000000");
  }

  @Test
  void wrongValue_isRefused() {
    NativeColumn column = NativeColumn.of(ColumnType.parse("Array(UInt8)"));
    assertThatIllegalStateException()
        .isThrownBy(() -> column.writer().keys())
        .withMessage("NativeLists does not take a map");
    assertThatIllegalStateException().isThrownBy(() -> column.writer().text("x"));
  }

  private static String bytes(String type, Consumer<ColumnWriter> fill) throws IOException {
    NativeColumn column = NativeColumn.of(ColumnType.parse(type));
    fill.accept(column.writer());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    column.writePrefix(out);
    column.writeValues(out);
    return HexFormat.of().formatHex(out.toByteArray());
  }
}
