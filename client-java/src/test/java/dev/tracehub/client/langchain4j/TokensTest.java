/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tracehub.v1.Usage;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void unknownProvider_keepsWhatIsThere() {
    assertThat(Tokens.of(new TokenUsage(3, 4, 7)))
        .isEqualTo(
            Usage.newBuilder().setInputTokens(3).setOutputTokens(4).setTotalTokens(7).build());
    assertThat(Tokens.of(new TokenUsage())).isEqualTo(Usage.getDefaultInstance());
  }

  @Test
  void openAi_detailsArePartsOfTheSums() {
    OpenAiTokenUsage usage =
        OpenAiTokenUsage.builder()
            .inputTokenCount(100)
            .inputTokensDetails(
                OpenAiTokenUsage.InputTokensDetails.builder().cachedTokens(64).build())
            .outputTokenCount(50)
            .outputTokensDetails(
                OpenAiTokenUsage.OutputTokensDetails.builder().reasoningTokens(30).build())
            .totalTokenCount(150)
            .build();

    assertThat(Tokens.of(usage))
        .isEqualTo(
            Usage.newBuilder()
                .setInputTokens(100)
                .setCacheReadTokens(64)
                .setOutputTokens(50)
                .setReasoningTokens(30)
                .setTotalTokens(150)
                .build());
  }

  @Test
  void anthropic_cachedTokensAreAddedToTheInput() {
    AnthropicTokenUsage usage =
        AnthropicTokenUsage.builder()
            .inputTokenCount(10)
            .outputTokenCount(5)
            .cacheReadInputTokens(1_000)
            .cacheCreationInputTokens(200)
            .build();

    assertThat(Tokens.of(usage))
        .isEqualTo(
            Usage.newBuilder()
                .setInputTokens(1_210)
                .setCacheReadTokens(1_000)
                .setCacheWriteTokens(200)
                .setOutputTokens(5)
                .setTotalTokens(1_215)
                .putRaw("input_tokens", 10)
                .build());
  }

  @Test
  void gemini_thoughtsAreAddedToTheOutput() {
    GoogleAiGeminiTokenUsage usage =
        GoogleAiGeminiTokenUsage.builder()
            .inputTokenCount(100)
            .cachedContentTokenCount(40)
            .outputTokenCount(20)
            .thoughtsTokenCount(300)
            .totalTokenCount(420)
            .build();

    assertThat(Tokens.of(usage))
        .isEqualTo(
            Usage.newBuilder()
                .setInputTokens(100)
                .setCacheReadTokens(40)
                .setOutputTokens(320)
                .setReasoningTokens(300)
                .setTotalTokens(420)
                .putRaw("candidatesTokenCount", 20)
                .build());
  }
}
