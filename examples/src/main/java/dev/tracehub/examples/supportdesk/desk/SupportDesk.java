/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.langchain4j.LangChain4jTracing;
import java.util.List;
import java.util.Map;

/**
 * The support desk: an assistant for each language, over the same policies and orders. Thread-safe.
 */
public final class SupportDesk {

  private static final int DOCUMENTS = 2;
  private static final int MEMORY = 12;

  private final Tracehub tracehub;
  private final Tally tally;
  private final InMemoryEmbeddingStore<TextSegment> policies = new InMemoryEmbeddingStore<>();
  private final EmbeddingModel embedding;
  private final Map<String, Assistant> assistants;
  private final Reviewer reviewer;

  /**
   * Opens a desk.
   *
   * @param url where the model provider answers, e.g. {@code http://localhost:1234/v1}
   * @param tracehub records what happens
   * @param tally counts what happens
   */
  public SupportDesk(String url, Tracehub tracehub, Tally tally) {
    LangChain4jTracing tracing = LangChain4jTracing.of(tracehub);
    Models models = new Models(url, tracing, tally);
    this.tracehub = tracehub;
    this.tally = tally;
    this.embedding = models.embedding();
    this.assistants =
        Map.of("en", assistant(models, tracing, "en"), "ko", assistant(models, tracing, "ko"));
    this.reviewer = new Reviewer(models.reviewer(), tracehub, tally);
  }

  private Assistant assistant(Models models, LangChain4jTracing tracing, String language) {
    ContentRetriever retriever =
        EmbeddingStoreContentRetriever.builder()
            .embeddingModel(embedding)
            .embeddingStore(policies)
            .maxResults(DOCUMENTS)
            .build();
    return AiServices.builder(Assistant.class)
        .chatModel(models.assistant(language))
        .systemMessage(Policies.HANDBOOK)
        .chatMemoryProvider(session -> MessageWindowChatMemory.withMaxMessages(MEMORY))
        .contentRetriever(tracing.retriever("search policies", tally.counting(retriever)))
        .tools(tracing.tools(new Orders(tally)))
        .build();
  }

  /** Makes the policies findable. To be called first. */
  public void indexPolicies() {
    tally.count("TASK");
    try (LiveSpan span = tracehub.span("index policies").type(SpanType.TASK).start()) {
      List<TextSegment> segments = Policies.TEXTS.stream().map(TextSegment::from).toList();
      List<Embedding> embeddings = embedding.embedAll(segments).content();
      policies.addAll(embeddings, segments);
      span.operation("index").attribute("documents", segments.size()).ok();
    }
  }

  /**
   * Answers one question of a dialogue. What goes wrong is the turn's outcome, not an exception.
   */
  public void answer(Dialogue dialogue, String question) {
    tally.count("AGENT");
    tally.turn(dialogue.session());
    try (LiveSpan turn = tracehub.span("support turn").type(SpanType.AGENT).start()) {
      turn.operation("support_turn").input(question);
      turn.session(dialogue.session()).user(dialogue.customer()).tag(dialogue.language());
      try {
        Result<String> answer = assistant(dialogue).answer(dialogue.session(), question);
        Verdict verdict = reviewer.review(turn, question, answer);
        turn.output(verdict.isAllowed() ? answer.content() : "(passed to a colleague)").ok();
        turn.attribute("decision", verdict.label());
      } catch (RuntimeException e) {
        tally.count("AGENT errors");
        turn.error(e.getClass().getSimpleName(), ProviderErrors.message(e));
      }
    }
  }

  private Assistant assistant(Dialogue dialogue) {
    Assistant assistant = assistants.get(dialogue.language());
    if (assistant == null) {
      throw new IllegalArgumentException(
          "language: " + dialogue.language() + " (expected: en or ko)");
    }
    return assistant;
  }
}
