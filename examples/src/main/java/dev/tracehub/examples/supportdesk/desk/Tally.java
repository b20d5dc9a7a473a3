/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The application's own count of what it did, kept without Tracehub, so that the two can be
 * compared at the end. Thread-safe.
 */
public final class Tally implements ChatModelListener, EmbeddingModelListener {

  private static final List<String> SPAN_TYPES =
      List.of("AGENT", "EMBEDDING", "JUDGE", "LLM", "RETRIEVER", "TASK", "TOOL");

  private final Map<String, ModelCalls> models = new TreeMap<>();
  private final Map<String, Long> events = new TreeMap<>();
  private final Map<String, Long> turnsBySession = new TreeMap<>();
  private double scores;

  /** The calls of one model. */
  public record ModelCalls(long calls, long errors, long input, long cached, long output) {

    static final ModelCalls NONE = new ModelCalls(0, 0, 0, 0, 0);

    /** Input and output tokens. */
    public long total() {
      return input + output;
    }

    private ModelCalls plus(long failed, long in, long fromCache, long out) {
      return new ModelCalls(
          calls + 1, errors + failed, input + in, cached + fromCache, output + out);
    }
  }

  @Override
  public synchronized void onResponse(ChatModelResponseContext context) {
    TokenUsage usage = Objects.requireNonNull(context.chatResponse().tokenUsage());
    long cached = 0;
    if (usage instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null) {
      cached = openAi.inputTokensDetails().cachedTokens();
    }
    add(
        context.chatRequest().parameters().modelName(),
        0,
        usage.inputTokenCount(),
        cached,
        usage.outputTokenCount());
    count("LLM");
  }

  @Override
  public synchronized void onError(ChatModelErrorContext context) {
    add(context.chatRequest().parameters().modelName(), 1, 0, 0, 0);
    count("LLM");
    count("LLM errors");
  }

  @Override
  public synchronized void onResponse(EmbeddingModelResponseContext context) {
    TokenUsage usage = Objects.requireNonNull(context.response().tokenUsage());
    add(context.embeddingModel().modelName(), 0, usage.inputTokenCount(), 0, 0);
    count("EMBEDDING");
  }

  /** A retriever whose searches are counted. */
  ContentRetriever counting(ContentRetriever retriever) {
    return query -> {
      count("RETRIEVER");
      return retriever.retrieve(query);
    };
  }

  private void add(String model, long failed, long input, long cached, long output) {
    ModelCalls before = models.getOrDefault(model, ModelCalls.NONE);
    models.put(model, before.plus(failed, input, cached, output));
  }

  /** Something of this name happened once more. */
  synchronized void count(String event) {
    events.merge(event, 1L, Long::sum);
  }

  synchronized void turn(String session) {
    turnsBySession.merge(session, 1L, Long::sum);
  }

  synchronized void verdict(Verdict verdict) {
    count("label " + verdict.label());
    scores += verdict.score();
  }

  /** How often something happened. */
  public synchronized long of(String event) {
    return events.getOrDefault(event, 0L);
  }

  /** How many spans all of this should have made. */
  public synchronized long spans() {
    return SPAN_TYPES.stream().mapToLong(this::of).sum();
  }

  /** The calls by model. */
  public synchronized Map<String, ModelCalls> models() {
    return new TreeMap<>(models);
  }

  /** How many turns each session had. */
  public synchronized Map<String, Long> turnsBySession() {
    return new TreeMap<>(turnsBySession);
  }

  /** The sum of all scores. */
  public synchronized double scores() {
    return scores;
  }
}
