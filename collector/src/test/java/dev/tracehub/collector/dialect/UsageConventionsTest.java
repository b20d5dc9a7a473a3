/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Usage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input includes cached tokens and output includes reasoning, whatever the dialect meant. */
class UsageConventionsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # what,                           scope,        provider,  in, read, write, out, reason, total, -> in, out, total
          inclusive,                        -,            openai,    100, 40,   -,     20,  5,      120,   100, 20, 120
          inclusive without total,          -,            anthropic, 100, 40,   10,    20,  -,      -,     100, 20, -
          parts greater than the whole,     -,            anthropic, 10,  400,  50,    20,  -,      -,     460, 20, -
          total says cached come on top,    -,            anthropic, 100, 40,   10,    20,  -,      170,   150, 20, 170
          library is known to leave out,    dev.langchain4j, anthropic, 100, 40, 10,   20,  -,      -,     150, 20, -
          known library but OpenAI,         dev.langchain4j, openai, 100, 40,   -,     20,  -,      -,     100, 20, -
          reasoning greater than output,    -,            gemini,    10,  -,    -,     20,  300,    -,     10, 320, -
          total says reasoning on top,      -,            gemini,    10,  -,    -,     20,  15,     45,    10, 35,  45
          total too small after the fix,    -,            anthropic, 10,  400,  -,     20,  -,      30,    410, 20, 430
          """)
  void usage_isInOneConvention(
      String what,
      String scope,
      String provider,
      Integer input,
      Integer read,
      Integer write,
      Integer output,
      Integer reasoning,
      Integer total,
      long inputTokens,
      long outputTokens,
      Long totalTokens) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.provider.name", provider);
    attributes.put("gen_ai.request.model", "m");
    putIfGiven(attributes, "gen_ai.usage.input_tokens", input);
    putIfGiven(attributes, "gen_ai.usage.cache_read.input_tokens", read);
    putIfGiven(attributes, "gen_ai.usage.cache_creation.input_tokens", write);
    putIfGiven(attributes, "gen_ai.usage.output_tokens", output);
    putIfGiven(attributes, "gen_ai.usage.reasoning.output_tokens", reasoning);
    putIfGiven(attributes, "gen_ai.usage.total_tokens", total);

    Usage usage = Translated.of(scope == null ? "" : scope, attributes).getUsage();

    assertThat(usage.getInputTokens()).as(what).isEqualTo(inputTokens);
    assertThat(usage.getOutputTokens()).as(what).isEqualTo(outputTokens);
    assertThat(usage.hasTotalTokens() ? usage.getTotalTokens() : null)
        .as(what)
        .isEqualTo(totalTokens);
    assertThat(usage.getRawMap()).containsEntry("gen_ai.usage.input_tokens", (long) input);
  }

  /** Before it had details of input tokens, the AI SDK handed on what Anthropic says. */
  @Test
  void aiSdk_withAnthropic_excludesCachedTokensUntilItHasDetails() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("ai.operationId", "ai.generateText.doGenerate");
    attributes.put("ai.model.provider", "anthropic.messages");
    attributes.put("ai.model.id", "claude-sonnet-4-5");
    attributes.put("ai.usage.inputTokens", 100);
    attributes.put("ai.usage.cachedInputTokens", 40);
    attributes.put("ai.usage.outputTokens", 20);
    attributes.put("ai.usage.totalTokens", 120);

    assertThat(Translated.of("ai", attributes).getUsage().getInputTokens()).isEqualTo(140);
    assertThat(Translated.of("aiohttp", attributes).getUsage().getInputTokens()).isEqualTo(100);
    attributes.put("ai.usage.inputTokenDetails.cacheReadTokens", 40);
    assertThat(Translated.of("ai", attributes).getUsage().getInputTokens()).isEqualTo(100);
  }

  private static void putIfGiven(Map<String, Object> attributes, String name, Integer value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ephemeral_5m_input_tokens,7,ephemeral_1h_input_tokens,3,10,3",
    "ephemeral_5m_input_tokens,7,other,3,7,0"
  })
  void cacheWrites_areSplitByLifetime(
      String first, int firstTokens, String second, int secondTokens, long all, long oneHour) {
    Usage usage =
        Translated.of(
                Map.of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.usage.input_tokens",
                    50,
                    "anthropic.usage.cache_creation." + first,
                    firstTokens,
                    "anthropic.usage.cache_creation." + second,
                    secondTokens))
            .getUsage();

    assertThat(usage.getCacheWriteTokens()).isEqualTo(all);
    assertThat(usage.getCacheWrite1HTokens()).isEqualTo(oneHour);
    assertThat(usage.getInputTokens()).isEqualTo(50);
  }
}
