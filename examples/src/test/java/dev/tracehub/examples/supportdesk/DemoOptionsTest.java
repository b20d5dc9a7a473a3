/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  @Test
  void parse_nothing_givesTheDefaults() {
    assertThat(parse()).isEqualTo(new DemoOptions("http://localhost:4317", "", 40));
  }

  @Test
  void parse_argument_winsOverTheEnvironment() {
    Map<String, String> environment =
        Map.of("TRACEHUB_ENDPOINT", "http://e:1", "TRACEHUB_API_KEY", "k");

    assertThat(DemoOptions.parse(new String[] {"--endpoint", "http://a:2"}, environment))
        .isEqualTo(new DemoOptions("http://a:2", "k", 40));
  }

  @Test
  void parse_firstArgument_isTheEndpoint() {
    assertThat(parse("http://a:2", "--turns", "3")).isEqualTo(new DemoOptions("http://a:2", "", 3));
  }

  @Test
  void parse_wrong_saysWhatWasExpected() {
    assertThatThrownBy(() -> parse("--turns", "0")).hasMessage("turns: 0 (expected: 1 to 2000)");
    assertThatThrownBy(() -> parse("--turns", "many"))
        .hasMessage("turns: many (expected: a number)");
    assertThatThrownBy(() -> parse("--turns")).hasMessage("--turns: (expected: a value after it)");
    assertThatThrownBy(() -> parse("--nonsense", "1"))
        .hasMessage("--nonsense: unknown (expected: [URL] --endpoint URL --api-key KEY --turns N)");
  }

  private static DemoOptions parse(String... args) {
    return DemoOptions.parse(args, Map.of());
  }
}
