/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTokensTest {

  /** The example of OpenAI's cookbook, which the API counted too. */
  private static final String EXAMPLE =
      """
      [{"role": "system", "content": "You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
       {"role": "system", "name": "example_user", "content": "New synergies will help drive top-line growth."},
       {"role": "system", "name": "example_assistant", "content": "Things working well together will increase revenue."},
       {"role": "system", "name": "example_user", "content": "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
       {"role": "system", "name": "example_assistant", "content": "Let's talk later when we're less busy about how to do better."},
       {"role": "user", "content": "This late pivot means we don't have time to boil the ocean for the client deliverable."}]
      """
          .strip();

  private final CallTokens tokens = new CallTokens();

  @ParameterizedTest
  @CsvSource({"gpt-4-0613, 129", "gpt-3.5-turbo-0125, 129", "gpt-4o, 124", "gpt-4o-mini, 124"})
  void of_chatOfOpenAi_isWhatItsApiCounts(String model, long input) {
    Span call = call(model, EXAMPLE, "2 + 2 = 4").build();
    assertThat(tokens.of(call)).contains(usage(input, 7));
  }

  @Test
  void of_anotherProvidersChat_isItsTextsAlone() {
    String input = "[{\"role\": \"user\", \"content\": \"お誕生日おめでとう\"}]";
    assertThat(tokens.of(call("claude-sonnet-4-5", input, "2 + 2 = 4").build()))
        .contains(usage(8, 7));
    assertThat(tokens.of(call("gpt-4o", input, "2 + 2 = 4").build()))
        .contains(usage(8 + 3 + 1 + 3, 7));
  }

  @Test
  void of_answeringModel_goesBeforeTheOneAskedFor() {
    Span call = call("gpt-4", "お誕生日おめでとう", "x").setResponseModel("gpt-4o").build();
    assertThat(tokens.of(call)).contains(usage(8, 1));
  }

  @Test
  void of_halfACall_isNothing() {
    assertThat(tokens.of(call("gpt-4o", "Hi", "x").clearOutput().build())).isEmpty();
    assertThat(tokens.of(call("gpt-4o", "Hi", "x").clearInput().build())).isEmpty();
  }

  @Test
  void of_embedding_isItsInput() {
    Span.Builder call =
        call("text-embedding-3-small", "[\"2 + 2 = 4\", \"antidisestablishmentarianism\"]", "x")
            .clearOutput()
            .setType(SpanType.SPAN_TYPE_EMBEDDING);
    assertThat(tokens.of(call))
        .contains(Usage.newBuilder().setInputTokens(13).setTotalTokens(13).build());
  }

  private static Span.Builder call(String model, String input, String output) {
    return Span.newBuilder()
        .setType(SpanType.SPAN_TYPE_LLM)
        .setRequestModel(model)
        .setInput(Payload.newBuilder().setText(input))
        .setOutput(Payload.newBuilder().setText(output));
  }

  private static Usage usage(long input, long output) {
    return Usage.newBuilder()
        .setInputTokens(input)
        .setOutputTokens(output)
        .setTotalTokens(input + output)
        .build();
  }
}
