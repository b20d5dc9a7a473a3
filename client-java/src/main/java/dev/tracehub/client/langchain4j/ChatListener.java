/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.tracehub.client.LiveSpan;

/** Records calls of chat models, except those that a wrapper of ours records. */
final class ChatListener implements ChatModelListener {

  /** Among the attributes of calls that are recorded elsewhere. */
  static final Object RECORDED = "dev.tracehub.client.langchain4j.recorded";

  private final ChatCalls calls;

  /** Two listeners of ours on one model keep their spans apart. */
  private final Object key = new Object();

  ChatListener(ChatCalls calls) {
    this.calls = calls;
  }

  @Override
  public void onRequest(ChatModelRequestContext context) {
    if (!context.attributes().containsKey(RECORDED)) {
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
