/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

  @ParameterizedTest
  @CsvSource({
    "gpt-4, CL100K_BASE, true",
    "gpt-4-0613, CL100K_BASE, true",
    "GPT-3.5-turbo, CL100K_BASE, true",
    "gpt-35-turbo-16k, CL100K_BASE, true",
    "ft:gpt-3.5-turbo-0125:acme::8x, CL100K_BASE, true",
    "text-embedding-3-small, CL100K_BASE, true",
    "text-embedding-ada-002, CL100K_BASE, true",
    "gpt-4o, O200K_BASE, true",
    "openai/gpt-4o-mini-2024-07-18, O200K_BASE, true",
    "gpt-4.1-nano, O200K_BASE, true",
    "gpt-5, O200K_BASE, true",
    "o3-mini, O200K_BASE, true",
    "chatgpt-4o-latest, O200K_BASE, true",
    "text-embedding-004, O200K_BASE, false",
    "claude-sonnet-4-5, O200K_BASE, false",
    "gemini-2.5-pro, O200K_BASE, false",
    "olmo-2, O200K_BASE, false",
    "'', O200K_BASE, false"
  })
  void of_model_isWhatItsNameSays(String model, EncodingType encoding, boolean openAi) {
    assertThat(Vocabulary.of(model)).isEqualTo(new Vocabulary(encoding, openAi));
  }
}
