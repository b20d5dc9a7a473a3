/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

  @ParameterizedTest
  @CsvSource({"'',0", "a,1", "four,1", "fiver,2", "'one two',2", "Hi!,2", "환불은?,4", "'  ',0"})
  void count_isAboutFourLettersOrOneSyllable(String text, int tokens) {
    assertThat(Tokens.count(text)).isEqualTo(tokens);
  }
}
