/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.springai.SpringAiTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.tool.annotation.Tool;

/**
 * Models of Spring AI in front of a server that gives the answers it was told, and what arrives.
 */
abstract class SpringAiFixture {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-mini-2024-07-18",
       "choices":[{"index":0,"message":{"role":"assistant","content":"30 days"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
        "prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":8}}}
      """;

  static final String CALLS_THE_TOOL =
      """
      {"id":"chatcmpl-0","object":"chat.completion","created":1,"model":"gpt-4o-mini-2024-07-18",
       "choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1",
         "type":"function","function":{"name":"orderStatus","arguments":"{\\"order\\":\\"A-1\\"}"}}]},
         "finish_reason":"tool_calls"}],
       "usage":{"prompt_tokens":50,"completion_tokens":10,"total_tokens":60}}
      """;

  static final String STREAM =
      """
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"role":"assistant","content":"30 "}}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"days"}}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
      {"id":"c2","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}
      [DONE]
      """;

  static final String STREAMED_CALL =
      """
      {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"orderStatus","arguments":"{\\"order\\":\\"A-1\\"}"}}]}}]}
      {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}
      {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}
      [DONE]
      """;

  static final String EMBEDDING =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],
       "model":"text-embedding-3-small","usage":{"prompt_tokens":5,"total_tokens":5}}
      """;

  final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  final ModelServer models = new ModelServer();
  final Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();
  final ObservationRegistry registry = ObservationRegistry.create();

  /** Knows orders. */
  static final class Orders {

    private final boolean lost;

    Orders() {
      this(false);
    }

    Orders(boolean lost) {
      this.lost = lost;
    }

    @Tool(description = "the status of an order")
    String orderStatus(String order) {
      if (lost) {
        throw new IllegalStateException("500: no such order");
      }
      return "sent " + order;
    }
  }

  @BeforeEach
  void observe() {
    registry.observationConfig().observationHandler(SpringAiTracing.of(tracehub).handler());
  }

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
    models.close();
  }

  ChatClient client() {
    return ChatClient.create(chatModel(), registry);
  }

  OpenAiChatModel chatModel() {
    return chatModel(registry);
  }

  OpenAiChatModel chatModel(ObservationRegistry observed) {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(models.url())
                .apiKey("x")
                .model("gpt-4o-mini")
                .temperature(0.2)
                .maxTokens(300)
                .maxRetries(0)
                .build())
        .observationRegistry(observed)
        .build();
  }

  OpenAiEmbeddingModel embeddingModel() {
    return OpenAiEmbeddingModel.builder()
        .metadataMode(MetadataMode.NONE)
        .options(
            OpenAiEmbeddingOptions.builder()
                .baseUrl(models.url())
                .apiKey("x")
                .model("text-embedding-3-small")
                .maxRetries(0)
                .build())
        .observationRegistry(registry)
        .build();
  }

  /** The names of the spans above, the nearest first. */
  List<String> ancestors(Span span) {
    List<String> names = new ArrayList<>();
    String parent = span.getParentSpanId();
    while (!parent.isEmpty()) {
      String id = parent;
      Span above =
          collector.spans().stream()
              .filter(one -> one.getSpanId().equals(id))
              .findFirst()
              .orElseThrow();
      names.add(above.getName());
      parent = above.getParentSpanId();
    }
    return names;
  }

  List<Span> all(SpanType type) {
    return collector.spans().stream()
        .filter(span -> span.getType() == type)
        .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
        .toList();
  }

  /** A stream tells its end to whoever reads it first, and to what observes it afterwards. */
  Span received(String name) {
    await().atMost(PATIENCE).until(this::names, names -> names.contains(name));
    return collector.span(name);
  }

  /** Waits until so many spans have arrived. */
  void receivedAll(int spans) {
    await().atMost(PATIENCE).until(this::names, names -> names.size() == spans);
  }

  private List<String> names() {
    assertThat(tracehub.flush(PATIENCE).allDelivered()).isTrue();
    return collector.spans().stream().map(Span::getName).toList();
  }
}
