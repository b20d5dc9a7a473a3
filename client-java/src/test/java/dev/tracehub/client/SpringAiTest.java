/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.client.springai.SpringAiTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** Models and stores, with Spring AI itself and its own client of OpenAI's API. */
class SpringAiTest extends SpringAiFixture {

  @Test
  void chatModel_recordsTheCall() {
    models.answers(200, ANSWER);
    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      assertThat(chatModel().call("Can I return \"shoes\"?")).isEqualTo("30 days");
      assertThat(tracehub.currentSpan()).contains(turn);
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
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(120);
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
  }

  @Test
  void chatModel_refused_tellsStatusAndMessage() {
    models.answers(429, "{\"error\":{\"message\":\"slow \\\"down\\\"\",\"type\":\"requests\"}}");

    assertThatThrownBy(() -> chatModel().call("x")).isInstanceOf(RuntimeException.class);

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(call.getStatus().getErrorType()).isEqualTo("429");
    assertThat(call.getStatus().getMessage()).isEqualTo("slow \"down\"");
    assertThat(call.hasUsage()).isFalse();
    assertThat(tracehub.currentSpan()).isEmpty();
  }

  @Test
  void streaming_refused_endsWithTheError() {
    models.answers(500, "down");

    assertThatThrownBy(
            () -> chatModel().stream(new Prompt("question")).collectList().block(PATIENCE))
        .isInstanceOf(RuntimeException.class);

    assertThat(received("chat gpt-4o-mini").getStatus().getErrorType()).isEqualTo("500");
  }

  @Test
  void vectorStore_isARetrieverWithItsEmbedding() {
    VectorStore store =
        SimpleVectorStore.builder(embeddingModel()).observationRegistry(registry).build();
    models.answers(200, EMBEDDING); // Spring AI measures the model's vectors once.
    models.answers(200, EMBEDDING);
    store.add(List.of(new Document("Returns: 30 days")));
    models.answers(200, EMBEDDING);
    assertThat(store.similaritySearch(SearchRequest.builder().query("returns?").topK(3).build()))
        .hasSize(1);

    Span search = received("search in-memory-map");
    assertThat(search.getType()).isEqualTo(SpanType.SPAN_TYPE_RETRIEVER);
    assertThat(search.getInput().getText()).isEqualTo("returns?");
    assertThat(search.getAttributesOrThrow("db.system.name").getStringValue()).isEqualTo("simple");
    assertThat(search.getOutput().getText()).isEqualTo("Returns: 30 days");
    assertThat(search.getAttributesOrThrow("retrieval.documents.count").getIntValue()).isEqualTo(1);
    assertThat(search.getAttributesOrThrow("retrieval.top_k").getIntValue()).isEqualTo(3);
    assertThat(search.getAttributesOrThrow("retrieval.scores").getArrayValue().getValuesCount())
        .isEqualTo(1);
    List<Span> embeddings = all(SpanType.SPAN_TYPE_EMBEDDING);
    assertThat(embeddings).extracting(Span::getName).containsOnly("embed text-embedding-3-small");
    assertThat(embeddings)
        .extracting(Span::getParentSpanId)
        .containsExactly("", collector.span("add in-memory-map").getSpanId(), search.getSpanId());
    assertThat(embeddings.get(2).getInput().getText()).isEqualTo("returns?");
    assertThat(embeddings.get(2).getUsage().getInputTokens()).isEqualTo(5);
    assertThat(embeddings.get(2).getUsage().hasOutputTokens()).isFalse();
  }

  @Test
  void spanOfTheApplication_betweenTwoObservations_staysBetween() {
    models.answers(200, ANSWER);
    Observation foreign = Observation.start("http", registry);
    foreign.observe(
        () -> {
          try (LiveSpan step = tracehub.span("step").start()) {
            step.output(chatModel().call("x"));
          }
        });

    assertThat(received("chat gpt-4o-mini").getParentSpanId())
        .isEqualTo(collector.span("step").getSpanId());
  }

  @Test
  void whatCannotBeDescribed_doesNotReachTheApplication() {
    ObservationRegistry failing = ObservationRegistry.create();
    failing
        .observationConfig()
        .observationHandler(
            SpringAiTracing.of(tracehub)
                .details(
                    (span, context) -> {
                      throw new IllegalStateException("details");
                    })
                .handler());
    Prompt broken =
        new Prompt("x") {
          @Override
          public List<org.springframework.ai.chat.messages.Message> getInstructions() {
            throw new IllegalStateException("instructions");
          }
        };
    ChatModelObservationContext context =
        ChatModelObservationContext.builder().prompt(broken).provider("openai").build();

    Observation.start("x", () -> context, failing).stop();

    assertThat(received("chat").getProvider()).isEqualTo("openai");
  }
}
