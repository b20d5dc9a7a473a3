/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import dev.tracehub.client.anthropic.AnthropicTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With Anthropic's SDK itself over HTTP. */
class AnthropicTracingTest extends ModelCallHarness {

  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
       "content":[{"type":"thinking","thinking":"look it up","signature":"AAAA"},
        {"type":"text","text":"One moment"},
        {"type":"tool_use","id":"toolu_1","name":"orderStatus","input":{"order":"A-1"}}],
       "stop_reason":"tool_use","stop_sequence":null,
       "usage":{"input_tokens":10,"cache_read_input_tokens":1000,"cache_creation_input_tokens":200,
        "cache_creation":{"ephemeral_5m_input_tokens":50,"ephemeral_1h_input_tokens":150},
        "output_tokens":5,"service_tier":"priority","server_tool_use":{"web_search_requests":2}}}
      """;

  private static final String OUTPUT =
      "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"look it up\"},%s"
          + "{\"type\":\"tool_call\",\"id\":\"toolu_1\",\"name\":\"orderStatus\","
          + "\"arguments\":\"{\\\"order\\\":\\\"A-1\\\"}\"}]}]";

  private final AnthropicClient plain =
      AnthropicOkHttpClient.builder().baseUrl(models.root()).apiKey("none").maxRetries(1).build();
  private final AnthropicClient client = AnthropicTracing.of(tracehub).wrap(plain);

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void message_recordsTheCall() {
    models.answers(200, ANSWER);
    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      Message answer =
          client
              .messages()
              .create(
                  question()
                      .system("Be kind")
                      .putAdditionalBodyProperty("temperature", JsonValue.from(0.2))
                      .putAdditionalBodyProperty("top_k", JsonValue.from(40))
                      .build());
      assertThat(answer.id()).isEqualTo("msg_1");
    }

    Span call = received("chat claude-sonnet-4-5");
    assertThat(call.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(call.getParentSpanId()).isEqualTo(collector.span("turn").getSpanId());
    assertThat(call.getSessionId()).isEqualTo("s1");
    assertThat(call.getOperation()).isEqualTo("chat");
    assertThat(call.getProvider()).isEqualTo("anthropic");
    assertThat(call.getRequestModel()).isEqualTo("claude-sonnet-4-5");
    assertThat(call.getResponseModel()).isEqualTo("claude-sonnet-4-5-20250929");
    assertThat(call.getResponseId()).isEqualTo("msg_1");
    assertThat(call.getModelParametersOrThrow("max_tokens").getIntValue()).isEqualTo(1024);
    assertThat(call.getModelParametersOrThrow("temperature").getDoubleValue()).isEqualTo(0.2);
    assertThat(call.getModelParametersOrThrow("top_k").getIntValue()).isEqualTo(40);
    assertThat(call.getModelParametersOrThrow("service_tier").getStringValue())
        .isEqualTo("priority");
    assertThat(call.getFinishReasonsList()).containsExactly("tool_use");
    assertThat(call.getInput().getText())
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be kind\"}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"returns?\"}]}]");
    assertThat(call.getOutput().getText())
        .isEqualTo(OUTPUT.formatted("{\"type\":\"text\",\"content\":\"One moment\"},"));
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(call.getAttributesOrThrow("http.response.header.x-request-id").getStringValue())
        .isEqualTo("req_1");
  }

  @Test
  void usage_countsTheCacheAsInput() {
    models.answers(200, ANSWER);
    client.messages().create(question().build());

    Span call = received("chat claude-sonnet-4-5");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(1_210);
    assertThat(call.getUsage().getCacheReadTokens()).isEqualTo(1_000);
    assertThat(call.getUsage().getCacheWriteTokens()).isEqualTo(200);
    assertThat(call.getUsage().getCacheWrite1HTokens()).isEqualTo(150);
    assertThat(call.getUsage().getOutputTokens()).isEqualTo(5);
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(1_215);
    assertThat(call.getUsage().getRawMap())
        .containsEntry("input_tokens", 10L)
        .containsEntry("cache_creation.ephemeral_5m_input_tokens", 50L)
        .containsEntry("server_tool_use.web_search_requests", 2L);
  }

  @Test
  void overload_isAnErrorOfEachAttempt() {
    String error =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
    models.answers(529, error);
    models.answers(529, error);
    assertThatThrownBy(() -> client.messages().create(question().build()))
        .isInstanceOf(InternalServerException.class);

    List<Span> calls = received();
    assertThat(calls).extracting(Span::getRetryCount).containsExactly(0, 1);
    assertThat(calls)
        .extracting(call -> call.getStatus().getErrorType())
        .containsExactly("529", "529");
    Span last = calls.get(1);
    assertThat(last.getStatus().getMessage()).isEqualTo("Overloaded");
    assertThat(last.getAttributesOrThrow("error.provider.type").getStringValue())
        .isEqualTo("overloaded_error");
    assertThat(last.hasUsage()).isFalse();
  }

  @Test
  void providerThatIsAway_isAnErrorOfEachAttempt() {
    models.close();
    assertThatThrownBy(() -> client.messages().create(question().build()))
        .isInstanceOf(AnthropicIoException.class);

    assertThat(received())
        .hasSize(2)
        .allSatisfy(
            call ->
                assertThat(call.getStatus().getErrorType())
                    .isEqualTo(AnthropicIoException.class.getName()));
  }

  @Test
  void otherCalls_passWithoutASpan() {
    models.answers(200, "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
    assertThat(client.models().list().data()).isEmpty();

    assertThat(received()).isEmpty();
  }

  @Test
  void beta_isRecordedToo() {
    models.answers(200, ANSWER);
    client
        .beta()
        .messages()
        .create(
            com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(10)
                .addUserMessage("returns?")
                .build());

    assertThat(received("chat claude-sonnet-4-5").getResponseId()).isEqualTo("msg_1");
  }

  private static MessageCreateParams.Builder question() {
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(1024)
        .addUserMessage("returns?");
  }
}
