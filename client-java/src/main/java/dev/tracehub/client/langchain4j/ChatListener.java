/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.tracehub.client.LiveSpan;
import org.jspecify.annotations.Nullable;

/** Records calls of chat models, except those that a wrapper of ours records. */
final class ChatListener implements ChatModelListener {

  /** Among the attributes of calls that are recorded elsewhere. */
  static final Object RECORDED = "dev.tracehub.client.langchain4j.recorded";

  /** What this thread is asking a model for in a call that is recorded elsewhere. */
  private static final ThreadLocal<@Nullable ChatRequest> ASKED = new ThreadLocal<>();

  private final ChatCalls calls;

  /** Two listeners of ours on one model keep their spans apart. */
  private final Object key = new Object();

  ChatListener(ChatCalls calls) {
    this.calls = calls;
  }

  /** Makes a call that has no attributes to say that it is recorded elsewhere. */
  static void whileRecorded(ChatRequest request, Runnable call) {
    ChatRequest outer = ASKED.get();
    ASKED.set(request);
    try {
      call.run();
    } finally {
      if (outer == null) {
        ASKED.remove();
      } else {
        ASKED.set(outer);
      }
    }
  }

  private static boolean isRecorded(ChatModelRequestContext context) {
    ChatRequest asked = ASKED.get();
    // The model has completed the parameters; what it asks others for meanwhile has other messages.
    return context.attributes().containsKey(RECORDED)
        || (asked != null && asked.messages().equals(context.chatRequest().messages()));
  }

  @Override
  public void onRequest(ChatModelRequestContext context) {
    if (!isRecorded(context)) {
      context.attributes().put(key, calls.start(context.chatRequest(), context.modelProvider()));
    }
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    if (context.attributes().remove(key) instanceof LiveSpan span) {
      ChatCalls.end(span, context.chatResponse());
    }
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    if (context.attributes().remove(key) instanceof LiveSpan span) {
      ChatCalls.end(span, context.error());
    }
  }
}
