/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Makes the listeners and wrappers that record what LangChain4j does. Immutable and thread-safe, as
 * is what it makes. The client stays the caller's, to be closed after the last call.
 *
 * <p>Each span is a child of the span that is current where the call is made.
 */
public final class LangChain4jTracing {

  private final Tracehub tracehub;
  private final String provider;
  private final BiConsumer<LiveSpan, ChatRequest> details;

  private LangChain4jTracing(
      Tracehub tracehub, String provider, BiConsumer<LiveSpan, ChatRequest> details) {
    this.tracehub = Objects.requireNonNull(tracehub);
    this.provider = Objects.requireNonNull(provider);
    this.details = Objects.requireNonNull(details);
  }

  /** Records with this client. */
  public static LangChain4jTracing of(Tracehub tracehub) {
    return new LangChain4jTracing(tracehub, "", (span, request) -> {});
  }

  /**
   * The same for models that somebody else serves than LangChain4j can know, e.g. "vllm" behind an
   * API like OpenAI's.
   *
   * @param value in the spelling of OpenTelemetry; empty for what LangChain4j says
   */
  public LangChain4jTracing provider(String value) {
    return new LangChain4jTracing(tracehub, value, details);
  }

  /**
   * The same with more to say about each call of a chat model, such as the prompt it was made from
   * or how often it was tried before. Called on the caller's thread before the call; what it throws
   * is only logged.
   */
  public LangChain4jTracing details(BiConsumer<LiveSpan, ChatRequest> value) {
    return new LangChain4jTracing(tracehub, provider, value);
  }

  /**
   * Records each call of a chat model as an LLM span. Also for streaming models, whose first token
   * it does not see: see {@link #streaming(StreamingChatModel)}.
   */
  public ChatModelListener chat() {
    return new ChatListener(calls());
  }

  /**
   * A streaming model whose calls are LLM spans with the time to the first token. Callbacks run
   * with the span that was current at the call, so that tools and further calls are found where
   * they belong. A listener of ours on the same model leaves these calls alone.
   */
  public StreamingChatModel streaming(StreamingChatModel model) {
    return new TracedStreamingChatModel(model, calls());
  }

  /** Records each call of an embedding model as an EMBEDDING span. */
  public EmbeddingModelListener embedding() {
    return new EmbeddingListener(tracehub, provider);
  }

  /**
   * A retriever whose searches are RETRIEVER spans.
   *
   * @param name the span's name, e.g. "search policies"
   */
  public ContentRetriever retriever(String name, ContentRetriever retriever) {
    return new TracedContentRetriever(tracehub, name, retriever);
  }

  /** A tool whose executions are TOOL spans. */
  public ToolExecutor tool(ToolExecutor tool) {
    return new TracedToolExecutor(tracehub, tool);
  }

  /**
   * The methods with {@link Tool} of these objects, each recorded: for {@code AiServices.tools}
   * where the objects themselves would stand.
   *
   * @throws IllegalArgumentException when an object has no such method
   */
  public Map<ToolSpecification, ToolExecutor> tools(Object... objects) {
    Map<ToolSpecification, ToolExecutor> tools = new LinkedHashMap<>();
    for (Object object : objects) {
      int before = tools.size();
      for (Method method : object.getClass().getDeclaredMethods()) {
        if (method.isAnnotationPresent(Tool.class)) {
          tools.put(
              ToolSpecifications.toolSpecificationFrom(method), tool(executor(object, method)));
        }
      }
      if (tools.size() == before) {
        throw new IllegalArgumentException(
            "tools: " + object.getClass().getName() + " (expected: a class with @Tool methods)");
      }
    }
    return tools;
  }

  /** As AiServices makes it: what fails is for its error handlers. */
  private static ToolExecutor executor(Object object, Method method) {
    return DefaultToolExecutor.builder()
        .object(object)
        .originalMethod(method)
        .methodToInvoke(method)
        .wrapToolArgumentsExceptions(true)
        .propagateToolExecutionExceptions(true)
        .build();
  }

  private ChatCalls calls() {
    return new ChatCalls(tracehub, provider, details);
  }
}
