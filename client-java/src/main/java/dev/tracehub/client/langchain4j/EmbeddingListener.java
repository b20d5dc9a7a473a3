/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Quietly;
import java.util.stream.Collectors;

/** Records calls of embedding models. */
final class EmbeddingListener implements EmbeddingModelListener {

  private final Tracehub tracehub;
  private final String provider;
  private final Object key = new Object();

  EmbeddingListener(Tracehub tracehub, String provider) {
    this.tracehub = tracehub;
    this.provider = provider;
  }

  @Override
  public void onRequest(EmbeddingModelRequestContext context) {
    String asked = context.embeddingRequest().modelName();
    String model = asked == null ? context.embeddingModel().modelName() : asked;
    LiveSpan span = tracehub.span("embed " + model).type(SpanType.EMBEDDING).startDetached();
    span.operation("embeddings").model(model);
    span.provider(provider.isEmpty() ? Providers.name(context.modelProvider()) : provider);
    context.attributes().put(key, span);
    if (span.isRecording()) {
      Quietly.describe(() -> describe(span, context.embeddingRequest()));
    }
  }

  private static void describe(LiveSpan span, EmbeddingRequest request) {
    span.input(
        request.inputs().stream()
            .map(input -> Messages.text(input.contents()))
            .collect(Collectors.joining("\n")));
    Integer dimensions = request.dimensions();
    if (dimensions != null) {
      span.parameter("dimensions", dimensions);
    }
  }

  @Override
  public void onResponse(EmbeddingModelResponseContext context) {
    if (context.attributes().remove(key) instanceof LiveSpan started) {
      try (LiveSpan span = started) {
        Tokens.recordInput(span, context.embeddingResponse().tokenUsage());
        span.attribute("embeddings.count", context.embeddingResponse().embeddings().size()).ok();
      }
    }
  }

  @Override
  public void onError(EmbeddingModelErrorContext context) {
    if (context.attributes().remove(key) instanceof LiveSpan span) {
      ChatCalls.end(span, context.error());
    }
  }
}
