/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.tracehub.client.openai.OpenAiTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With OpenAI's SDK itself over HTTP. */
class OpenAiTracingTest extends ModelCallHarness {

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-mini-2024-07-18",
       "service_tier":"flex","system_fingerprint":"fp_1",
       "choices":[{"index":0,"message":{"role":"assistant","content":"30 days – 환불","refusal":null},
         "logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
        "prompt_tokens_details":{"cached_tokens":64,"audio_tokens":3},
        "completion_tokens_details":{"reasoning_tokens":8,"audio_tokens":2,
          "accepted_prediction_tokens":1,"rejected_prediction_tokens":0}}}
      """;

  private static final String CALLS_A_TOOL =
      """
      {"id":"chatcmpl-2","object":"chat.completion","created":1,"model":"gpt-4o-mini",
       "choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1",
         "type":"function","function":{"name":"orderStatus","arguments":"{\\"order\\":\\"A-1\\"}"}}]},
         "finish_reason":"tool_calls"}],
       "usage":{"prompt_tokens":50,"completion_tokens":10,"total_tokens":60}}
      """;

  private final OpenAiTracing tracing = OpenAiTracing.of(tracehub);
  private final OpenAIClient plain = builder().build();
  private final OpenAIClient client = builder().addInterceptor(tracing.interceptor()).build();

  private OpenAIOkHttpClient.Builder builder() {
    return OpenAIOkHttpClient.builder().baseUrl(models.url()).apiKey("none").maxRetries(1);
  }

  @AfterEach
  void closeClients() {
    client.close();
    plain.close();
  }

  @Test
  void chat_recordsTheCall() {
    models.answers(200, ANSWER);
    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      ChatCompletion answer =
          client
              .chat()
              .completions()
              .create(
                  question()
                      .temperature(0.2)
                      .topP(0.9)
                      .putAdditionalBodyProperty("seed", JsonValue.from(7))
                      .maxCompletionTokens(300)
                      .serviceTier(ChatCompletionCreateParams.ServiceTier.AUTO)
                      .build());
      assertThat(answer.choices().get(0).message().content()).contains("30 days – 환불");
    }

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(call.getParentSpanId()).isEqualTo(collector.span("turn").getSpanId());
    assertThat(call.getSessionId()).isEqualTo("s1");
    assertThat(call.getOperation()).isEqualTo("chat");
    assertThat(call.getProvider()).isEqualTo("openai");
    assertThat(call.getRequestModel()).isEqualTo("gpt-4o-mini");
    assertThat(call.getResponseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(call.getResponseId()).isEqualTo("chatcmpl-1");
    assertThat(call.getModelParametersOrThrow("temperature").getDoubleValue()).isEqualTo(0.2);
    assertThat(call.getModelParametersOrThrow("top_p").getDoubleValue()).isEqualTo(0.9);
    assertThat(call.getModelParametersOrThrow("seed").getIntValue()).isEqualTo(7);
    assertThat(call.getModelParametersOrThrow("max_tokens").getIntValue()).isEqualTo(300);
    assertThat(call.getModelParametersOrThrow("service_tier").getStringValue()).isEqualTo("flex");
    assertThat(call.getFinishReasonsList()).containsExactly("stop");
    assertThat(call.getInput().getText())
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be kind\"}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\","
                + "\"content\":\"Can I return \\\"shoes\\\"?\"}]}]");
    assertThat(call.getOutput().getText()).isEqualTo("30 days – 환불");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(100);
    assertThat(call.getUsage().getCacheReadTokens()).isEqualTo(64);
    assertThat(call.getUsage().getAudioInputTokens()).isEqualTo(3);
    assertThat(call.getUsage().getOutputTokens()).isEqualTo(20);
    assertThat(call.getUsage().getReasoningTokens()).isEqualTo(8);
    assertThat(call.getUsage().getAudioOutputTokens()).isEqualTo(2);
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(120);
    assertThat(call.getUsage().getRawMap())
        .containsEntry("completion_tokens_details.accepted_prediction_tokens", 1L);
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(call.getStreaming()).isFalse();
    assertThat(call.getRetryCount()).isZero();
    assertThat(call.getAttributesOrThrow("server.address").getStringValue()).isEqualTo("127.0.0.1");
    assertThat(call.getAttributesOrThrow("http.response.header.x-request-id").getStringValue())
        .isEqualTo("req_1");
  }

  @Test
  void chat_withTools_recordsCallsAndResults() {
    models.answers(200, CALLS_A_TOOL);
    client
        .chat()
        .completions()
        .create(
            question()
                .addFunctionTool(
                    FunctionDefinition.builder()
                        .name("orderStatus")
                        .parameters(
                            FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .build())
                        .build())
                .build());

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getFinishReasonsList()).containsExactly("tool_calls");
    assertThat(call.getOutput().getText())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_1\","
                + "\"name\":\"orderStatus\",\"arguments\":\"{\\\"order\\\":\\\"A-1\\\"}\"}]}]");
    assertThat(call.getModelParametersOrThrow("tools").getArrayValue().getValues(0))
        .extracting(value -> value.getStringValue())
        .isEqualTo("orderStatus");
  }

  @Test
  void attempts_areSpans() {
    models.answers(429, "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}");
    models.answers(200, ANSWER);
    client.chat().completions().create(question().build());

    List<Span> calls = received();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).getStatus().getErrorType()).isEqualTo("429");
    assertThat(calls.get(0).hasUsage()).isFalse();
    assertThat(calls.get(1).getRetryCount()).isEqualTo(1);
    assertThat(calls.get(1).getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
  }

  @Test
  void refusal_tellsStatusTypeAndCode() {
    String error =
        """
        {"error":{"message":"no \\"such\\" model","type":"invalid_request_error",
         "param":"model","code":"model_not_found"}}
        """;
    List<Throwable> thrown = new ArrayList<>();
    for (OpenAIClient each : List.of(plain, client)) {
      models.answers(400, error);
      thrown.add(catchThrowable(() -> each.chat().completions().create(question().build())));
    }
    assertThat(thrown.get(1))
        .isInstanceOf(BadRequestException.class)
        .hasMessage(thrown.get(0).getMessage());
    assertThat(((BadRequestException) thrown.get(1)).code()).contains("model_not_found");

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(call.getStatus().getErrorType()).isEqualTo("400");
    assertThat(call.getStatus().getMessage()).isEqualTo("no \"such\" model");
    assertThat(call.getAttributesOrThrow("error.provider.type").getStringValue())
        .isEqualTo("invalid_request_error");
    assertThat(call.getAttributesOrThrow("error.provider.code").getStringValue())
        .isEqualTo("model_not_found");
  }

  @Test
  void providerThatIsAway_isAnErrorOfEachAttempt() {
    models.close();
    assertThatThrownBy(() -> client.chat().completions().create(question().build()))
        .isInstanceOf(OpenAIIoException.class);

    assertThat(received())
        .hasSize(2)
        .allSatisfy(
            call ->
                assertThat(call.getStatus().getErrorType()).isEqualTo("java.net.ConnectException"));
  }

  @Test
  void answerThatIsNoJson_reachesTheHostAsItIs() {
    models.answers(200, "<html>");
    assertThatThrownBy(() -> client.chat().completions().create(question().build()))
        .isInstanceOf(OpenAIInvalidDataException.class);

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getAttributesOrThrow("response.partial").getBoolValue()).isTrue();
    assertThat(call.hasUsage()).isFalse();
  }

  @Test
  void embeddings_areRecordedWithoutTheirVectors() {
    models.answers(
        200,
        """
        {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]},
         {"object":"embedding","index":1,"embedding":[0.3,0.4]}],
         "model":"text-embedding-3-small","usage":{"prompt_tokens":5,"total_tokens":5}}
        """);
    client
        .embeddings()
        .create(
            EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .inputOfArrayOfStrings(List.of("returns?", "shoes"))
                .dimensions(2)
                .build());

    Span call = received("embed text-embedding-3-small");
    assertThat(call.getType()).isEqualTo(SpanType.SPAN_TYPE_EMBEDDING);
    assertThat(call.getOperation()).isEqualTo("embeddings");
    assertThat(call.getInput().getText()).isEqualTo("returns?\nshoes");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(5);
    assertThat(call.getUsage().hasOutputTokens()).isFalse();
    assertThat(call.getAttributesOrThrow("embeddings.count").getIntValue()).isEqualTo(2);
    assertThat(call.getModelParametersOrThrow("dimensions").getIntValue()).isEqualTo(2);
    assertThat(call.hasOutput()).isFalse();
  }

  @Test
  void otherCalls_passWithoutASpan() {
    models.answers(200, "{\"object\":\"list\",\"data\":[]}");
    assertThat(client.models().list().data()).isEmpty();

    assertThat(received()).isEmpty();
  }

  private static ChatCompletionCreateParams.Builder question() {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o-mini")
        .addSystemMessage("Be kind")
        .addUserMessage("Can I return \"shoes\"?");
  }
}
