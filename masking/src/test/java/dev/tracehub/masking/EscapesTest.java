/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Secrets that the escapes of JSON and of URLs hide. */
class EscapesTest {

  private static final String KEY = "sk-" + "ant-api03-" + "Ab1".repeat(20);

  @Test
  void jsonEscapes() {
    assertFound("{\"k\":\"" + KEY.replace("-", "\\u002d") + "\"}", "{\"k\":\"<anthropic>\"}");
    assertFound(KEY.replace("-", "\\u002D"), "<anthropic>");
    assertFound("\\u0073" + KEY.substring(1), "<anthropic>");
    assertFound("a\\n" + KEY + "\\n", "a\\n<anthropic>\\n");
  }

  @Test
  void jsonInJsonInJson() {
    assertFound(KEY.replace("-", "\\\\u002d"), "<anthropic>");
    assertFound(KEY.replace("-", "\\\\\\\\u002d"), "<anthropic>");
  }

  @Test
  void everyCharacterEscaped() {
    String escaped = KEY.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());

    assertFound("x " + escaped + " y", "x <anthropic> y");
  }

  @Test
  void slashesOfUrls() {
    assertFound(
        "{\"u\":\"postgres:\\/\\/app:s3cret@db\\/shop\"}",
        "{\"u\":\"postgres:\\/\\/app:<url-password>@db\\/shop\"}");
  }

  @Test
  void percents() {
    assertFound(
        "u=postgres%3A%2F%2Fapp%3As3cret%40db%2Fshop",
        "u=postgres%3A%2F%2Fapp%3A<url-password>%40db%2Fshop");
    assertFound(
        "h=Authorization%3A%20Bearer%20abcdefghij0123456789",
        "h=Authorization%3A%20Bearer%20<authorization>");
    assertFound("k=" + KEY.replace("-", "%2D"), "k=<anthropic>");
  }

  @Test
  void escapesThatHideNothing_changeNothing() {
    for (String text :
        new String[] {
          "100%", "%", "\\", "\\u", "\\u00", "\\u00zz", "%zz", "a\\\\b", "\\/", "%41%42"
        }) {
      assertThat(Marked.secrets(text)).isEqualTo(text);
    }
  }

  private static void assertFound(String text, String marked) {
    assertThat(Marked.secrets(text)).isEqualTo(marked);
    assertThat(
            Finder.of(Family.of(Family.Group.SECRET))
                .isSuspicious(text.getBytes(StandardCharsets.UTF_8)))
        .as("prefilter of %s", text)
        .isTrue();
  }
}
