/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.tracehub.client.openai.OpenAiTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streamed and asynchronous calls of OpenAI's SDK, and what passes through. */
class OpenAiStreamTest extends ModelCallHarness {

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

  private static final String FIRST =
      """
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"30 "}}]}
      """;

  private static final String REST =
      """
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"days"}}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
      """;

  private static final String USAGE =
      """
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}
      """;

  private static final String DONE = "[DONE]";

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
  void stream_staysAStream_andIsRecordedAtItsEnd() {
    CountDownLatch gate = new CountDownLatch(1);
    models.streams(FIRST, gate, REST + USAGE + DONE);
    ChatCompletionCreateParams params =
        question()
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    List<String> texts = new ArrayList<>();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
      texts.add(text(chunks.next()));
      texts.add(text(chunks.next()));
      assertThat(gate.getCount()).as("the rest is not sent yet").isEqualTo(1);
      gate.countDown();
      chunks.forEachRemaining(chunk -> texts.add(text(chunk)));
    }

    assertThat(String.join("", texts)).isEqualTo("30 days");
    Span call = received("chat gpt-4o-mini");
    assertThat(call.getStreaming()).isTrue();
    assertThat(call.getTimeToFirstTokenNano())
        .isPositive()
        .isLessThan(call.getEndTimeUnixNano() - call.getStartTimeUnixNano());
    assertThat(call.getModelParametersOrThrow("stream").getBoolValue()).isTrue();
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(9);
    assertThat(call.getFinishReasonsList()).containsExactly("stop");
    assertThat(call.getOutput().getText()).isEqualTo("30 days");
    assertThat(call.getResponseId()).isEqualTo("c2");
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(call.getAttributesMap()).doesNotContainKey("response.partial");
  }

  @Test
  void stream_withoutUsage_hasNone() {
    models.streams(FIRST + REST + DONE);
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(question().build())) {
      assertThat(stream.stream().map(OpenAiStreamTest::text).collect(Collectors.joining()))
          .isEqualTo("30 days");
    }

    assertThat(received("chat gpt-4o-mini").hasUsage()).isFalse();
  }

  @Test
  void stream_thatTheHostLeaves_isRecordedAsFarAsItWasSeen() {
    CountDownLatch never = new CountDownLatch(1);
    models.streams(FIRST, never, REST + DONE);
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(question().build())) {
      Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
      chunks.next();
      chunks.next();
    } finally {
      never.countDown();
    }

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getOutput().getText()).isEqualTo("30 ");
    assertThat(call.getAttributesOrThrow("response.partial").getBoolValue()).isTrue();
    assertThat(call.hasUsage()).isFalse();
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSPECIFIED);
  }

  @Test
  void stream_thatFails_tellsTheProvidersError() {
    models.streams(FIRST + "{\"error\":{\"message\":\"too busy\",\"code\":\"overloaded\"}}");
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(question().build())) {
      assertThatThrownBy(() -> stream.stream().forEach(chunk -> {}))
          .isInstanceOf(SseException.class);
    }

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getStatus().getErrorType()).isEqualTo("overloaded");
    assertThat(call.getStatus().getMessage()).isEqualTo("too busy");
    assertThat(call.getOutput().getText()).isEqualTo("30 ");
  }

  @Test
  void async_here_isAChildOfTheSpanAtTheCall() throws Exception {
    models.answers(500, "{}");
    models.answers(200, ANSWER);
    models.streams(FIRST + REST + DONE);
    CompletableFuture<Void> streamed;
    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      client
          .async()
          .withOptions(tracing.here())
          .chat()
          .completions()
          .create(question().build())
          .get(10, TimeUnit.SECONDS);
      streamed =
          client
              .async()
              .withOptions(tracing.here())
              .chat()
              .completions()
              .createStreaming(question().build())
              .subscribe(chunk -> {})
              .onCompleteFuture();
    }
    streamed.get(10, TimeUnit.SECONDS);

    List<Span> calls = received();
    String turn = collector.span("turn").getSpanId();
    assertThat(calls)
        .hasSize(3)
        .allSatisfy(call -> assertThat(call.getParentSpanId()).isEqualTo(turn))
        .allSatisfy(call -> assertThat(call.getSessionId()).isEqualTo("s1"));
    assertThat(models.asked())
        .noneSatisfy(asked -> assertThat(asked.headers()).containsKey("X-tracehub-parent"));
  }

  @Test
  void async_withoutHere_isRecordedAsATraceOfItsOwn() throws Exception {
    models.answers(200, ANSWER);
    try (LiveSpan turn = tracehub.span("turn").start()) {
      client.async().chat().completions().create(question().build()).get(10, TimeUnit.SECONDS);
      assertThat(turn.isRecording()).isTrue();
    }

    assertThat(received("chat gpt-4o-mini").getParentSpanId()).isEmpty();
  }

  @Test
  void bodies_areTheSameWithAndWithout() throws Exception {
    List<byte[]> answers = new ArrayList<>();
    for (OpenAIClient each : List.of(plain, client)) {
      models.answers(200, ANSWER);
      models.streams(FIRST + REST + USAGE + DONE);
      try (HttpResponseFor<ChatCompletion> response =
          each.chat().completions().withRawResponse().create(question().build())) {
        answers.add(response.body().readAllBytes());
      }
      try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
          each.chat().completions().withRawResponse().createStreaming(question().build())) {
        answers.add(response.body().readAllBytes());
      }
    }

    assertThat(answers.get(2)).isEqualTo(answers.get(0)).isEqualTo(utf8(ANSWER));
    assertThat(answers.get(3))
        .isEqualTo(answers.get(1))
        .isEqualTo(utf8(ModelServer.events(FIRST + REST + USAGE + DONE)));
    List<ModelServer.Asked> asked = models.asked();
    assertThat(asked.get(2)).isEqualTo(asked.get(0));
    assertThat(asked.get(3)).isEqualTo(asked.get(1));
  }

  private static String text(ChatCompletionChunk chunk) {
    return chunk.choices().isEmpty() ? "" : chunk.choices().get(0).delta().content().orElse("");
  }

  private static ChatCompletionCreateParams.Builder question() {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o-mini")
        .addSystemMessage("Be kind")
        .addUserMessage("Can I return \"shoes\"?");
  }
}
