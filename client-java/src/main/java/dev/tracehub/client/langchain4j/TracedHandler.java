/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Notes the first token and the end of a streamed answer, and hands everything on with the span
 * that was current at the call.
 */
final class TracedHandler implements StreamingChatResponseHandler {

  private final StreamingChatResponseHandler handler;
  private final LiveSpan span;
  private final @Nullable LiveSpan parent;

  /** The callbacks of one answer come one after the other. */
  private boolean begun;

  TracedHandler(StreamingChatResponseHandler handler, LiveSpan span, @Nullable LiveSpan parent) {
    this.handler = handler;
    this.span = span;
    this.parent = parent;
  }

  private void partial(Runnable call) {
    if (!begun) {
      begun = true;
      span.firstToken();
    }
    insideParent(call);
  }

  private void insideParent(Runnable call) {
    if (parent == null) {
      call.run();
      return;
    }
    Scope scope = parent.makeCurrent();
    try {
      call.run();
    } finally {
      scope.close();
    }
  }

  @Override
  public void onPartialResponse(String text) {
    partial(() -> handler.onPartialResponse(text));
  }

  @Override
  public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
    partial(() -> handler.onPartialResponse(part, context));
  }

  @Override
  public void onPartialThinking(PartialThinking part) {
    partial(() -> handler.onPartialThinking(part));
  }

  @Override
  public void onPartialThinking(PartialThinking part, PartialThinkingContext context) {
    partial(() -> handler.onPartialThinking(part, context));
  }

  @Override
  public void onPartialToolCall(PartialToolCall part) {
    partial(() -> handler.onPartialToolCall(part));
  }

  @Override
  public void onPartialToolCall(PartialToolCall part, PartialToolCallContext context) {
    partial(() -> handler.onPartialToolCall(part, context));
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    partial(() -> handler.onCompleteToolCall(call));
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    insideParent(() -> handler.onUnmappedRawEvent(event));
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    ChatCalls.end(span, response);
    insideParent(() -> handler.onCompleteResponse(response));
  }

  @Override
  public void onError(Throwable error) {
    ChatCalls.end(span, error);
    insideParent(() -> handler.onError(error));
  }
}
