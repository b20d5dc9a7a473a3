/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up numbers; the IBANs and the wallets are the examples of their specifications. */
class OtherPersonalFormsTest {

  private static final Finder FINDER = Finder.of(EnumSet.allOf(Family.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "사업자등록번호 120-81-47521|사업자등록번호 <business-number>",
        "운전면허번호: 11-22-333333-44|운전면허번호: <driver-licence>",
        "\\uc6b4\\uc804\\uba74\\ud5c8 11-22-333333-44|\\uc6b4\\uc804\\uba74\\ud5c8"
            + " <driver-licence>",
        "여권번호는 M12345678 입니다|여권번호는 <passport> 입니다",
        "Passport number: M123A4567|Passport number: <passport>",
        "SSN 123-45-6789.|SSN <us-ssn>.",
        "IBAN DE89 3704 0044 0532 0130 00 ok|IBAN <iban> ok",
        "GB82WEST12345698765432|<iban>",
        "from 203.0.113.7:8080 to|from <ip-address>:8080 to",
        "host 2001:db8:0:0:0:0:2:1 up|host <ip-address> up",
        "[2001:db8::2:1]|[<ip-address>]",
        "mac 00:1A:2b:3C:4d:5E.|mac <mac-address>.",
        "00-1a-2b-3c-4d-5e|<mac-address>",
        "to 0x52908400098527886E0F7030069857D2E4169EE7|to <crypto-wallet>",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4|<crypto-wallet>",
        "tel:+33 6 12 34 56 78, kim@example.com|tel:<phone>, <email>",
      })
  void personal(String text, String marked) {
    for (int padding = 0; padding < 3; padding++) {
      String before = " ".repeat(padding);
      assertThat(Marked.with(FINDER, before + text)).isEqualTo(before + marked);
      // In a message the byte before a text may be a digit, and the one after it too.
      assertThat(FINDER.isSuspicious((before + "1" + text + "2").getBytes(StandardCharsets.UTF_8)))
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "120-81-47522",
        "11-22-333333-44",
        "여권",
        "M12345678",
        "000-12-3456",
        "666-12-3456",
        "123-45-67890",
        "DE89370400440532013001",
        "version 1.2.3",
        "127.0.0.1 and 0.0.0.0",
        "1.2.3.4.5",
        "999.1.1.1",
        "12:34:56",
        "std::vector<int> a::b",
        "0x1234",
        "0af7651916cd43dd8448eb211c80319c",
        "2026-11-28T07:32:37.123456789Z",
        "00:1A:2b-3C:4d:5E",
      })
  void nothingPersonal(String text) {
    assertThat(Marked.with(FINDER, text)).isEqualTo(text);
  }
}
