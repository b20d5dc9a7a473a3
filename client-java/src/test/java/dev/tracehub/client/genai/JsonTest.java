/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Test
  void of_mapsListsAndTexts() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("question", "a \"b\"");
    map.put("scores", List.of(1, 0.5, Double.NaN));
    map.put("none", null);
    map.put("done", true);
    map.put("since", java.time.LocalDate.of(2026, 1, 2));

    assertThat(Json.of(map))
        .isEqualTo(
            "{\"question\":\"a \\\"b\\\"\",\"scores\":[1,0.5,\"NaN\"],\"none\":null,"
                + "\"done\":true,\"since\":\"2026-01-02\"}");
  }

  @Test
  void of_whatContainsItselfOrIsVeryLong_ends() {
    List<Object> self = new ArrayList<>();
    self.add(self);

    assertThat(Json.of(self)).contains("\"...\"").hasSizeLessThan(100);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add("x".repeat(100_000));
    }
    assertThat(Json.of(texts)).hasSizeBetween(500_000, 700_000).endsWith("]");
  }
}
