/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void unescape_undoesWhatQuoteDid() {
    String text = "a\"b\\c\nd\te\u0002f/환불😀";

    String quoted = Json.quote(new StringBuilder(), text).toString();

    assertThat(Json.unescape(quoted.substring(1, quoted.length() - 1))).isEqualTo(text);
    assertThat(Json.unescape("\\u12")).isEqualTo("u12");
    assertThat(Json.unescape("end\\")).isEqualTo("end\\");
  }
}
