/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.Quietly;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the calls of a streaming model. */
final class TracedStreamingChatModel implements StreamingChatModel {

  private final StreamingChatModel model;
  private final ChatCalls calls;

  TracedStreamingChatModel(StreamingChatModel model, ChatCalls calls) {
    this.model = model;
    this.calls = calls;
  }

  /** Goes to the same method of the model: not every model has the one with options. */
  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    record(
        request,
        handler,
        traced -> ChatListener.whileRecorded(request, () -> model.chat(request, traced)));
  }

  @Override
  public void chat(
      ChatRequest request,
      @Nullable ChatRequestOptions options,
      StreamingChatResponseHandler handler) {
    record(request, handler, traced -> model.chat(request, recorded(options), traced));
  }

  private void record(
      ChatRequest request,
      StreamingChatResponseHandler handler,
      Consumer<StreamingChatResponseHandler> call) {
    LiveSpan parent = calls.tracehub().currentSpan().orElse(null);
    LiveSpan span = Quietly.attempt(() -> calls.start(whole(request), model.provider()));
    if (span == null) {
      call.accept(handler);
      return;
    }
    try {
      call.accept(new TracedHandler(handler, span, parent));
    } catch (RuntimeException | Error e) {
      ChatCalls.end(span, e);
      throw e;
    }
  }

  /** The request with the model's defaults, as the model itself will complete it. */
  private ChatRequest whole(ChatRequest request) {
    return ChatRequest.builder()
        .messages(request.messages())
        .parameters(model.defaultRequestParameters().overrideWith(request.parameters()))
        .build();
  }

  private static ChatRequestOptions recorded(@Nullable ChatRequestOptions options) {
    Map<Object, Object> attributes = new HashMap<>();
    if (options != null && options.listenerAttributes() != null) {
      attributes.putAll(options.listenerAttributes());
    }
    attributes.put(ChatListener.RECORDED, true);
    return ChatRequestOptions.builder().listenerAttributes(attributes).build();
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return model.supportedCapabilities();
  }
}
