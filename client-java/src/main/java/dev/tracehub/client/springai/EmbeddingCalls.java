/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.Parameters;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

/** Calls of embedding models. */
final class EmbeddingCalls implements Observed<EmbeddingModelObservationContext> {

  @Override
  public Class<EmbeddingModelObservationContext> context() {
    return EmbeddingModelObservationContext.class;
  }

  @Override
  public String name(EmbeddingModelObservationContext context) {
    return ("embed " + model(context)).strip();
  }

  @Override
  public SpanType type(EmbeddingModelObservationContext context) {
    return SpanType.EMBEDDING;
  }

  private static String model(EmbeddingModelObservationContext context) {
    EmbeddingOptions options = context.getRequest().getOptions();
    return options == null || options.getModel() == null ? "" : options.getModel();
  }

  @Override
  public void started(LiveSpan span, EmbeddingModelObservationContext context, Settings settings) {
    String provider = context.getOperationMetadata().provider();
    span.operation("embeddings").provider(settings.providerOf(provider)).model(model(context));
    EmbeddingOptions options = context.getRequest().getOptions();
    Parameters.put(span, "dimensions", options == null ? null : options.getDimensions());
    if (settings.content()) {
      span.input(String.join("\n", context.getRequest().getInstructions()));
    }
  }

  @Override
  public void stopped(LiveSpan span, EmbeddingModelObservationContext context, Settings settings) {
    EmbeddingResponse response = context.getResponse();
    if (response != null) {
      span.ok().attribute("embeddings.count", response.getResults().size());
      if (response.getMetadata().getModel() != null) {
        span.responseModel(response.getMetadata().getModel());
      }
      Tokens.recordInput(span, response.getMetadata().getUsage());
    }
  }
}
