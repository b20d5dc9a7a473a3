/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.tracehub.client.anthropic.AnthropicTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streamed and asynchronous calls of Anthropic's SDK, and what passes through. */
class AnthropicStreamTest extends ModelCallHarness {

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

  private static final String FIRST =
      """
      {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1,"cache_read_input_tokens":7}}}
      {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
      {"type":"ping"}
      {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"30 "}}
      """;

  private static final String REST =
      """
      {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"days"}}
      {"type":"content_block_stop","index":0}
      {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}
      {"type":"message_stop"}
      """;

  private static final String TOOL =
      """
      {"type":"message_start","message":{"id":"msg_3","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":1}}}
      {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}
      {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"look "}}
      {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"it up"}}
      {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"AAAA"}}
      {"type":"content_block_stop","index":0}
      {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"orderStatus","input":{}}}
      {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"order\\":"}}
      {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\\"A-1\\"}"}}
      {"type":"content_block_stop","index":1}
      {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}
      {"type":"message_stop"}
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
  void stream_staysAStream_andIsRecordedAtItsEnd() {
    CountDownLatch gate = new CountDownLatch(1);
    models.streams(FIRST, gate, REST);
    StringBuilder text = new StringBuilder();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(question().build())) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      while (text.isEmpty()) {
        text.append(text(events.next()));
      }
      assertThat(gate.getCount()).as("the rest is not sent yet").isEqualTo(1);
      gate.countDown();
      events.forEachRemaining(event -> text.append(text(event)));
    }

    assertThat(text).hasToString("30 days");
    Span call = received("chat claude-sonnet-4-5");
    assertThat(call.getStreaming()).isTrue();
    assertThat(call.getTimeToFirstTokenNano())
        .isPositive()
        .isLessThan(call.getEndTimeUnixNano() - call.getStartTimeUnixNano());
    assertThat(call.getOutput().getText()).isEqualTo("30 days");
    assertThat(call.getFinishReasonsList()).containsExactly("end_turn");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(32);
    assertThat(call.getUsage().getOutputTokens()).isEqualTo(15);
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(47);
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(call.getAttributesMap()).doesNotContainKey("response.partial");
  }

  @Test
  void stream_withThinkingAndATool_isPutTogether() {
    models.streams(TOOL);
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(question().build())) {
      assertThat(stream.stream().count()).isEqualTo(12);
    }

    Span call = received("chat claude-sonnet-4-5");
    assertThat(call.getOutput().getText()).isEqualTo(OUTPUT.formatted(""));
  }

  @Test
  void stream_thatTheHostLeaves_hasNoOutputTokens() {
    CountDownLatch never = new CountDownLatch(1);
    models.streams(FIRST, never, REST);
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(question().build())) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      while (text(events.next()).isEmpty()) {
        assertThat(events.hasNext()).isTrue();
      }
    } finally {
      never.countDown();
    }

    Span call = received("chat claude-sonnet-4-5");
    assertThat(call.getOutput().getText()).isEqualTo("30 ");
    assertThat(call.getAttributesOrThrow("response.partial").getBoolValue()).isTrue();
    assertThat(call.getUsage().getInputTokens()).isEqualTo(32);
    assertThat(call.getUsage().hasOutputTokens()).as("the start's 1 is no sum").isFalse();
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSPECIFIED);
  }

  @Test
  void stream_thatFails_tellsTheProvidersError() {
    models.streams(
        FIRST
            + "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}");
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(question().build())) {
      assertThatThrownBy(() -> stream.stream().forEach(event -> {}))
          .isInstanceOf(AnthropicException.class);
    }

    Span call = received("chat claude-sonnet-4-5");
    assertThat(call.getStatus().getErrorType()).isEqualTo("overloaded_error");
    assertThat(call.getStatus().getMessage()).isEqualTo("busy");
    assertThat(call.getOutput().getText()).isEqualTo("30 ");
  }

  @Test
  void async_isAChildOfTheSpanAtTheCall_whateverTheAttempt() throws Exception {
    models.answers(500, "{}");
    models.answers(200, ANSWER);
    models.streams(FIRST + REST);
    CompletableFuture<Message> answer;
    CompletableFuture<Void> streamed;
    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      answer = client.async().messages().create(question().build());
      answer.get(10, TimeUnit.SECONDS);
      streamed =
          client
              .async()
              .messages()
              .createStreaming(question().build())
              .subscribe(event -> {})
              .onCompleteFuture();
    }
    streamed.get(10, TimeUnit.SECONDS);

    String turn = received("turn").getSpanId();
    assertThat(received())
        .hasSize(3)
        .allSatisfy(call -> assertThat(call.getParentSpanId()).isEqualTo(turn))
        .allSatisfy(call -> assertThat(call.getSessionId()).isEqualTo("s1"));
  }

  @Test
  void async_thatFails_failsAsWithoutTracing() throws Exception {
    models.close();
    List<Throwable> errors = new ArrayList<>();
    for (AnthropicClient each : List.of(plain, client)) {
      CompletableFuture<Message> answer = each.async().messages().create(question().build());
      assertThat(
              answer
                  .handle((message, error) -> error)
                  .thenAccept(errors::add)
                  .get(10, TimeUnit.SECONDS))
          .isNull();
    }

    assertThat(errors.get(1))
        .hasSameClassAs(errors.get(0))
        .hasCauseInstanceOf(AnthropicIoException.class);
    assertThat(received()).hasSize(2);
  }

  @Test
  void bodies_areTheSameWithAndWithout() throws Exception {
    List<byte[]> answers = new ArrayList<>();
    for (AnthropicClient each : List.of(plain, client)) {
      models.answers(200, ANSWER);
      models.streams(FIRST + REST);
      try (HttpResponseFor<Message> response =
          each.messages().withRawResponse().create(question().build())) {
        answers.add(response.body().readAllBytes());
      }
      try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
          each.messages().withRawResponse().createStreaming(question().build())) {
        answers.add(response.body().readAllBytes());
      }
    }

    assertThat(answers.get(2)).isEqualTo(answers.get(0)).isEqualTo(utf8(ANSWER));
    assertThat(answers.get(3))
        .isEqualTo(answers.get(1))
        .isEqualTo(utf8(ModelServer.events(FIRST + REST)));
    List<ModelServer.Asked> asked = models.asked();
    assertThat(asked.get(2)).isEqualTo(asked.get(0));
    assertThat(asked.get(3)).isEqualTo(asked.get(1));
  }

  private static String text(RawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(delta -> delta.delta().text())
        .map(text -> text.text())
        .orElse("");
  }

  private static MessageCreateParams.Builder question() {
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(1024)
        .addUserMessage("returns?");
  }
}
