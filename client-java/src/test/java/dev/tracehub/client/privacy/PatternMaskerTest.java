/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.masking.PersonalData;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recognised is tested where it is found, in the module of the forms. */
class PatternMaskerTest {

  private final PatternMasker masker = PatternMasker.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail kim@example.com or call 010-1234-5678|mail [masked:email] or call [masked:phone]",
        "주민번호 900101-1234567, 카드 4111 1111 1111 1111|주민번호 [masked:resident-number], 카드 [masked:card]",
        "postgres://app:s3cret@db/shop|postgres://app:[masked:url-password]@db/shop",
        "Authorization: Bearer abcdef0123456789x|Authorization: Bearer [masked:authorization]",
        "nothing to see|nothing to see",
      })
  void mask(String text, String masked) {
    assertThat(masker.mask("input", text)).isEqualTo(masked);
    assertThat(masker.mask("input", masked)).isSameAs(masked);
  }

  @Test
  void mask_nothingFound_isTheSameObject() {
    String text = "환불은 언제 되나요?";

    assertThat(masker.mask("input", text)).isSameAs(text);
  }

  @Test
  void mask_numberOfJson_staysJson() {
    assertThat(masker.mask("input", "{\"card\": 4111111111111111, \"n\": 1}"))
        .isEqualTo("{\"card\": \"[masked:card]\", \"n\": 1}");
    assertThat(masker.mask("input", "[4111111111111111]")).isEqualTo("[\"[masked:card]\"]");
    assertThat(masker.mask("input", "{\"card\": \"4111111111111111\"}"))
        .isEqualTo("{\"card\": \"[masked:card]\"}");
  }

  @Test
  void of_someKinds_leavesTheOthers() {
    PatternMasker cards = PatternMasker.of(EnumSet.of(PersonalData.CARD));

    assertThat(cards.mask("input", "kim@example.com 4111111111111111"))
        .isEqualTo("kim@example.com [masked:card]");
    assertThat(cards.counts()).containsOnlyKeys("card").containsEntry("card", 1L);
  }

  @Test
  void then_appliesBoth() {
    Masker both = masker.then((field, text) -> text.replace("Acme", "[masked:customer]"));

    assertThat(both.mask("input", "Acme kim@example.com"))
        .isEqualTo("[masked:customer] [masked:email]");
  }
}
