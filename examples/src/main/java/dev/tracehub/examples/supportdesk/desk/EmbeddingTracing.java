/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.v1.Usage;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Records each call of an embedding model as an EMBEDDING span. */
final class EmbeddingTracing implements EmbeddingModelListener {

  private static final String SPAN = EmbeddingTracing.class.getName();

  private final Tracehub tracehub;
  private final String provider;

  /**
   * @param provider who serves the model, in the spelling of OpenTelemetry
   */
  EmbeddingTracing(Tracehub tracehub, String provider) {
    this.tracehub = tracehub;
    this.provider = provider;
  }

  @Override
  public void onRequest(EmbeddingModelRequestContext context) {
    String model = context.embeddingModel().modelName();
    LiveSpan span = tracehub.span("embed " + model).type(SpanType.EMBEDDING).start();
    span.operation("embeddings").provider(provider).model(model);
    span.input(
        context.textSegments().stream().map(TextSegment::text).collect(Collectors.joining("\n")));
    context.attributes().put(SPAN, span);
  }

  @Override
  public void onResponse(EmbeddingModelResponseContext context) {
    try (LiveSpan span = span(context.attributes())) {
      long tokens = Objects.requireNonNull(context.response().tokenUsage()).inputTokenCount();
      span.usage(Usage.newBuilder().setInputTokens(tokens).setTotalTokens(tokens).build()).ok();
      span.attribute("embeddings.count", context.response().content().size());
    }
  }

  @Override
  public void onError(EmbeddingModelErrorContext context) {
    try (LiveSpan span = span(context.attributes())) {
      span.error(context.error());
    }
  }

  private static LiveSpan span(Map<Object, Object> attributes) {
    return (LiveSpan) Objects.requireNonNull(attributes.get(SPAN), "a response without a request");
  }
}
