/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tracehub.client.langchain4j.LangChain4jTracing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streaming models that are not as LangChain4j's own. */
class StreamingModelsTest {

  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();
  private final LangChain4jTracing tracing = LangChain4jTracing.of(tracehub);

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
  }

  /** Written against an interface that had no options yet, or wrapping somebody else's model. */
  @Test
  void streaming_modelWithoutOptions_isAskedInItsOwnWay() {
    StreamingChatModel plain =
        new StreamingChatModel() {
          @Override
          public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onCompleteResponse(
                ChatResponse.builder().aiMessage(AiMessage.from("plain")).build());
          }
        };
    CompletableFuture<String> answer = new CompletableFuture<>();

    tracing.streaming(plain).chat("question", handler(answer));

    assertThat(answer).isCompletedWithValue("plain");
    flush();
    assertThat(collector.span("chat").getOutput().getText()).isEqualTo("plain");
  }

  @Test
  void streaming_modelWithTheListenerToo_isRecordedOnce() {
    StreamingChatModel listened =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onCompleteResponse(
                ChatResponse.builder().aiMessage(AiMessage.from("once")).build());
          }

          @Override
          public List<ChatModelListener> listeners() {
            return List.of(tracing.chat());
          }
        };
    CompletableFuture<String> answer = new CompletableFuture<>();

    tracing.streaming(listened).chat("question", handler(answer));
    assertThat(answer).isCompletedWithValue("once");
    flush();
    assertThat(collector.spans()).hasSize(1);
    listened.chat("question", handler(new CompletableFuture<>()));

    flush();
    assertThat(collector.spans()).hasSize(2);
  }

  @Test
  void streaming_whatCannotBeRecorded_doesNotKeepTheCallFromTheModel() {
    StreamingChatModel odd =
        new StreamingChatModel() {
          @Override
          public ModelProvider provider() {
            throw new IllegalStateException("who knows");
          }

          @Override
          public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onCompleteResponse(
                ChatResponse.builder().aiMessage(AiMessage.from("anyway")).build());
          }
        };
    CompletableFuture<String> answer = new CompletableFuture<>();

    tracing.streaming(odd).chat("question", handler(answer));

    assertThat(answer).isCompletedWithValue("anyway");
  }

  private static StreamingChatResponseHandler handler(CompletableFuture<String> answer) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onCompleteResponse(ChatResponse response) {
        answer.complete(response.aiMessage().text());
      }

      @Override
      public void onError(Throwable error) {
        answer.completeExceptionally(error);
      }
    };
  }

  private void flush() {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
  }
}
