/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and addresses are made up; the cards are those that networks publish for tests. */
class PersonalFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to jane.doe+x@mail.example.co.kr, please|write to <email>, please",
        "a_b%c@example.com.|<email>.",
        "메일:kim@example.com으로|메일:<email>으로",
        "{\"to\":\"first line\\nkim@example.com\"}|{\"to\":\"first line\\n<email>\"}",
        "\\u003ckim@example.com\\u003e|\\u003c<email>\\u003e",
        "one@example.com,two@example.org|<email>,<email>",
        "01012345678@example.com|<email>",
        "a@b@example.com|a@<email>",
      })
  void email(String text, String marked) {
    assertThat(Marked.personal(text)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user@localhost",
        "@Override",
        "@",
        "react@18.3.1",
        "a@.com",
        "5 @ 3.20 each",
        "user @example.com",
        "@@@@",
      })
  void noEmail(String text) {
    assertThat(Marked.personal(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4111111111111111|<card>",
        "pay 4111-1111-1111-1111 now|pay <card> now",
        "카드번호는 5555 5555 5555 4444입니다|카드번호는 <card>입니다",
        "3782 822463 10005|<card>",
        "378282246310005|<card>",
        "6011111111111117.|<card>.",
        "2223003122003222|<card>",
        "30569309025904|<card>",
        "12 4111 1111 1111 1111|12 <card>",
        "card=\\\"4111111111111111\\\"|card=\\\"<card>\\\"",
      })
  void card(String text, String marked) {
    assertThat(Marked.personal(text)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "94111111111111111111",
        "id_4111111111111111",
        "x4111111111111111",
        "0.4111111111111111",
        "12345678-1234-4111-1111-111111111111",
        "4111 1111-1111 1111",
        "4111  1111 1111 1111",
        "4111 1111 1111",
        "1764315157000",
        "20261128073237",
      })
  void noCard(String text) {
    assertThat(Marked.personal(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call +82 10-1234-5678|call <phone>",
        "+14155550132|<phone>",
        "+44 (0)20 7946 0958|<phone>",
        "+1 (415) 555-0132 ext|<phone> ext",
        "010-1234-5678로 전화|<phone>로 전화",
        "01012345678|<phone>",
        "016 123 4567|<phone>",
        "02-123-4567|<phone>",
        "(02) 123-4567|<phone>",
        "031.1234.5678|<phone>",
        "070-1234-5678|<phone>",
        "0505-123-4567|<phone>",
        "(415) 555-0132|<phone>",
        "415-555-0132|<phone>",
        "tel:010-1234-5678,02-123-4567|tel:<phone>,<phone>",
        "\\n010-1234-5678|\\n<phone>",
      })
  void phone(String text, String marked) {
    assertThat(Marked.personal(text)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0101234",
        "0212345678",
        "2026-11-28",
        "10.0.0.1",
        "127.0.0.1:4317",
        "1 + 2 + 3",
        "+1.5",
        "+1234567",
        "12,345,678",
        "1.2.3",
        "555-0132",
        "0af7651916cd43dd8448eb211c80319c",
        "007-123-4567",
        "+35236450.6",
        "section 252.227-7014",
      })
  void noPhone(String text) {
    assertThat(Marked.personal(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "주민번호 900101-1234567 입니다|주민번호 <resident-number> 입니다",
        "900101-1234568|<resident-number>",
        "900101 - 2234567|<resident-number>",
        "990230-5123456|<resident-number>",
        "9001011234568|<resident-number>",
      })
  void residentNumber(String text, String marked) {
    assertThat(Marked.personal(text)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "901301-1234567",
        "900132-1234567",
        "900101-9234567",
        "900101-123456",
        "900101-12345678",
        "1900101-1234567",
        "9001011234567",
      })
  void noResidentNumber(String text) {
    assertThat(Marked.personal(text)).isEqualTo(text);
  }

  static List<String> nasty() {
    return List.of(
        "a@",
        "@a",
        "a.",
        "1",
        "1-",
        "1 ",
        "+1 ",
        "(1",
        "(415) ",
        "4111 ",
        "900101-",
        "010-",
        "010 - ",
        "a@a.",
        "\\u0041",
        "\\n",
        "a@b.c.d-");
  }

  /** Quadratic time would be hours. */
  @ParameterizedTest
  @MethodSource("nasty")
  void search_longNastyText_isLinear(String part) {
    String text = part.repeat(4_000_000 / part.length());

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Marked.personal(text));
  }
}
