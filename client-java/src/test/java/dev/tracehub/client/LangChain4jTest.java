/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.tracehub.client.langchain4j.LangChain4jTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With LangChain4j itself and its own client of OpenAI's API. */
class LangChain4jTest {

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-mini-2024-07-18",
       "choices":[{"index":0,"message":{"role":"assistant","content":"30 days"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
        "prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":8}}}
      """;

  private static final String CALLS_THE_TOOL =
      """
      {"id":"chatcmpl-0","object":"chat.completion","created":1,"model":"gpt-4o-mini-2024-07-18",
       "choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1",
         "type":"function","function":{"name":"orderStatus","arguments":"{\\"order\\":\\"A-1\\"}"}}]},
         "finish_reason":"tool_calls"}],
       "usage":{"prompt_tokens":50,"completion_tokens":10,"total_tokens":60}}
      """;

  private static final String STREAM =
      """
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"role":"assistant","content":"30 "}}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"days"}}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}
      [DONE]
      """;

  private static final String EMBEDDING =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],
       "model":"text-embedding-3-small","usage":{"prompt_tokens":5,"total_tokens":5}}
      """;

  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final ModelServer models = new ModelServer();
  private final Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();
  private final LangChain4jTracing tracing = LangChain4jTracing.of(tracehub);

  /** An assistant with a tool. */
  interface Assistant {
    String answer(String question);
  }

  /** Knows orders. */
  static final class Orders {
    @Tool("the status of an order")
    String orderStatus(@P("order") String order) {
      if (order.isEmpty()) {
        throw new IllegalStateException("no order");
      }
      return "sent";
    }
  }

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
    models.close();
  }

  @Test
  void chat_recordsTheCall() {
    models.answers(200, ANSWER);
    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      assertThat(chatModel(tracing.chat()).chat("Can I return \"shoes\"?")).isEqualTo("30 days");
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
    assertThat(call.getModelParametersOrThrow("max_tokens").getIntValue()).isEqualTo(300);
    assertThat(call.getFinishReasonsList()).containsExactly("stop");
    assertThat(call.getInput().getText())
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\","
                + "\"content\":\"Can I return \\\"shoes\\\"?\"}]}]");
    assertThat(call.getInput().getMimeType()).isEqualTo("application/json");
    assertThat(call.getOutput().getText()).isEqualTo("30 days");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(100);
    assertThat(call.getUsage().getCacheReadTokens()).isEqualTo(64);
    assertThat(call.getUsage().getOutputTokens()).isEqualTo(20);
    assertThat(call.getUsage().getReasoningTokens()).isEqualTo(8);
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(call.getStreaming()).isFalse();
  }

  @Test
  void chat_refused_tellsStatusAndMessage() {
    models.answers(429, "{\"error\":{\"message\":\"slow \\\"down\\\"\",\"type\":\"requests\"}}");
    ChatModelListener listener =
        tracing.provider("vllm").details((span, request) -> span.retryCount(2)).chat();

    assertThatThrownBy(() -> chatModel(listener).chat("x")).isInstanceOf(RateLimitException.class);

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(call.getStatus().getErrorType()).isEqualTo("429");
    assertThat(call.getStatus().getMessage()).isEqualTo("slow \"down\"");
    assertThat(call.getProvider()).isEqualTo("vllm");
    assertThat(call.getRetryCount()).isEqualTo(2);
    assertThat(call.hasUsage()).isFalse();
  }

  @Test
  void streaming_recordsTheFirstTokenAndHandsTheSpanOn() throws Exception {
    models.streams(STREAM);
    StreamingChatModel model = tracing.streaming(streamingModel(models.url()));
    CompletableFuture<String> answer = new CompletableFuture<>();
    try (LiveSpan turn = tracehub.span("turn").start()) {
      model.chat("question", handler(answer));
      assertThat(tracehub.currentSpan()).contains(turn);
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("30 days");
    }

    Span call = received("chat gpt-4o-mini");
    Span turn = collector.span("turn");
    assertThat(collector.spans())
        .filteredOn(span -> span.getType() == SpanType.SPAN_TYPE_LLM)
        .as("the model has a listener as well")
        .hasSize(1);
    assertThat(call.getParentSpanId()).isEqualTo(turn.getSpanId());
    assertThat(collector.span("afterwards").getParentSpanId()).isEqualTo(turn.getSpanId());
    assertThat(call.getStreaming()).isTrue();
    assertThat(call.getTimeToFirstTokenNano())
        .isPositive()
        .isLessThanOrEqualTo(call.getEndTimeUnixNano() - call.getStartTimeUnixNano());
    assertThat(call.getModelParametersOrThrow("temperature").getDoubleValue()).isEqualTo(0.2);
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(9);
    assertThat(call.getFinishReasonsList()).containsExactly("stop");
    assertThat(call.getOutput().getText()).isEqualTo("30 days");
  }

  @Test
  void streaming_refused_endsWithTheError() throws Exception {
    models.answers(500, "down");
    CompletableFuture<String> answer = new CompletableFuture<>();
    tracing.streaming(streamingModel(models.url())).chat("question", handler(answer));

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(Exception.class);
    assertThat(received("chat gpt-4o-mini").getStatus().getErrorType()).isEqualTo("500");
  }

  @Test
  void streaming_withTheListenerOnly_isRecordedWithoutFirstToken() throws Exception {
    models.streams(STREAM);
    CompletableFuture<String> answer = new CompletableFuture<>();
    streamingModel(models.url()).chat("question", handler(answer));
    answer.get(10, TimeUnit.SECONDS);

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getTimeToFirstTokenNano()).isZero();
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(9);
  }

  @Test
  void retriever_isTheParentOfItsEmbedding() {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    EmbeddingModel model = embeddingModel();
    models.answers(200, EMBEDDING);
    store.add(model.embed("Returns: 30 days").content(), TextSegment.from("Returns: 30 days"));
    ContentRetriever retriever =
        tracing.retriever(
            "search policies",
            EmbeddingStoreContentRetriever.builder()
                .embeddingModel(model)
                .embeddingStore(store)
                .build());

    models.answers(200, EMBEDDING);
    assertThat(retriever.retrieve(Query.from("returns?"))).hasSize(1);
    models.answers(503, "down");
    assertThatThrownBy(() -> retriever.retrieve(Query.from("again?")))
        .isInstanceOf(RuntimeException.class);
    assertThat(tracehub.currentSpan()).isEmpty();

    Span search = received("search policies");
    assertThat(search.getType()).isEqualTo(SpanType.SPAN_TYPE_RETRIEVER);
    assertThat(search.getInput().getText()).isEqualTo("returns?");
    assertThat(search.getOutput().getText()).isEqualTo("Returns: 30 days");
    assertThat(search.getAttributesOrThrow("retrieval.documents.count").getIntValue()).isEqualTo(1);
    assertThat(search.getAttributesOrThrow("retrieval.scores").getArrayValue().getValuesCount())
        .isEqualTo(1);
    List<Span> embeddings =
        collector.spans().stream()
            .filter(span -> span.getType() == SpanType.SPAN_TYPE_EMBEDDING)
            .toList();
    assertThat(embeddings)
        .extracting(Span::getName)
        .containsOnly("embed text-embedding-3-small")
        .hasSize(3);
    assertThat(embeddings.get(1).getParentSpanId()).isEqualTo(search.getSpanId());
    assertThat(embeddings.get(1).getUsage().getInputTokens()).isEqualTo(5);
    assertThat(embeddings.get(1).getUsage().hasOutputTokens()).isFalse();
    assertThat(embeddings.get(2).getStatus().getErrorType()).isEqualTo("503");
    assertThat(collector.spans())
        .filteredOn(span -> span.getName().equals("search policies"))
        .extracting(span -> span.getStatus().getErrorType())
        .containsExactly("", "503");
  }

  @Test
  void tools_ofAnAssistant_areRecorded() {
    models.answers(200, CALLS_THE_TOOL);
    models.answers(200, ANSWER);
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(chatModel(tracing.chat()))
            .tools(tracing.tools(new Orders()))
            .build();
    try (LiveSpan turn = tracehub.span("turn").type(dev.tracehub.client.SpanType.AGENT).start()) {
      turn.output(assistant.answer("Where is A-1?"));
    }

    Span tool = received("orderStatus");
    assertThat(tool.getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
    assertThat(tool.getTool().getCallId()).isEqualTo("call_1");
    assertThat(tool.getInput().getText()).isEqualTo("{\"order\":\"A-1\"}");
    assertThat(tool.getOutput().getText()).isEqualTo("sent");
    assertThat(tool.getParentSpanId()).isEqualTo(collector.span("turn").getSpanId());
    Span first = collector.spans().get(0);
    assertThat(first.getFinishReasonsList()).containsExactly("tool_execution");
    assertThat(first.getOutput().getText())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_1\","
                + "\"name\":\"orderStatus\",\"arguments\":\"{\\\"order\\\":\\\"A-1\\\"}\"}]}]");
    assertThat(first.getModelParametersOrThrow("tools").getArrayValue().getValues(0))
        .extracting(value -> value.getStringValue())
        .isEqualTo("orderStatus");
  }

  @Test
  void tool_thatFails_isAnError() {
    models.answers(200, CALLS_THE_TOOL.replace("A-1", ""));
    models.answers(200, ANSWER);
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(chatModel(tracing.chat()))
            .tools(tracing.tools(new Orders()))
            .build();
    assertThat(assistant.answer("Where is it?")).isEqualTo("30 days");

    Span tool = received("orderStatus");
    assertThat(tool.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(tool.getStatus().getMessage()).contains("no order");
    assertThatThrownBy(() -> tracing.tools("no tools"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tools: java.lang.String (expected: a class with @Tool methods)");
  }

  @Test
  void whatCannotBeDescribed_doesNotReachTheApplication() {
    LangChain4jTracing failing =
        tracing.details(
            (span, request) -> {
              throw new IllegalStateException("details");
            });
    StreamingChatModel broken =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            throw new IllegalStateException("broken");
          }
        };
    ContentRetriever withoutText = query -> Collections.singletonList(null);

    assertThatThrownBy(
            () -> failing.streaming(broken).chat("x", handler(new CompletableFuture<>())))
        .hasMessage("broken");
    assertThat(failing.retriever("search", withoutText).retrieve(Query.from("x"))).hasSize(1);

    assertThat(received("chat").getStatus().getMessage()).isEqualTo("broken");
    assertThat(collector.span("search").getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
  }

  private StreamingChatResponseHandler handler(CompletableFuture<String> answer) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onCompleteResponse(ChatResponse response) {
        tracehub.span("afterwards").start().end();
        answer.complete(response.aiMessage().text());
      }

      @Override
      public void onError(Throwable error) {
        answer.completeExceptionally(error);
      }
    };
  }

  private ChatModel chatModel(ChatModelListener listener) {
    return OpenAiChatModel.builder()
        .baseUrl(models.url())
        .apiKey("none")
        .modelName("gpt-4o-mini")
        .temperature(0.2)
        .maxTokens(300)
        .maxRetries(0)
        .listeners(List.of(listener))
        .build();
  }

  private StreamingChatModel streamingModel(String url) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(url)
        .apiKey("none")
        .modelName("gpt-4o-mini")
        .temperature(0.2)
        .listeners(List.of(tracing.chat()))
        .build();
  }

  private EmbeddingModel embeddingModel() {
    return OpenAiEmbeddingModel.builder()
        .baseUrl(models.url())
        .apiKey("none")
        .modelName("text-embedding-3-small")
        .maxRetries(0)
        .listeners(List.of(tracing.embedding()))
        .build();
  }

  private Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }
}
