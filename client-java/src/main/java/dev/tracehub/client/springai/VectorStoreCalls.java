/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

/** Searches of vector stores, and what is added and deleted. */
final class VectorStoreCalls implements Observed<VectorStoreObservationContext> {

  private static final String QUERY = VectorStoreObservationContext.Operation.QUERY.value();

  @Override
  public Class<VectorStoreObservationContext> context() {
    return VectorStoreObservationContext.class;
  }

  @Override
  public String name(VectorStoreObservationContext context) {
    String collection = context.getCollectionName();
    String place =
        collection == null || collection.isBlank() ? context.getDatabaseSystem() : collection;
    return (isQuery(context) ? "search " : context.getOperationName() + " ") + place;
  }

  @Override
  public SpanType type(VectorStoreObservationContext context) {
    return isQuery(context) ? SpanType.RETRIEVER : SpanType.SPAN;
  }

  private static boolean isQuery(VectorStoreObservationContext context) {
    return context.getOperationName().equals(QUERY);
  }

  @Override
  public void started(LiveSpan span, VectorStoreObservationContext context, Settings settings) {
    span.operation(isQuery(context) ? "retrieve" : context.getOperationName());
    span.attribute("db.system.name", context.getDatabaseSystem());
    SearchRequest query = context.getQueryRequest();
    if (query != null) {
      span.attribute("retrieval.top_k", query.getTopK());
      span.attribute("retrieval.similarity_threshold", query.getSimilarityThreshold());
      if (settings.content()) {
        span.input(query.getQuery());
      }
    }
  }

  @Override
  public void stopped(LiveSpan span, VectorStoreObservationContext context, Settings settings) {
    List<Document> found = context.getQueryResponse();
    if (found == null) {
      return;
    }
    span.ok().attribute("retrieval.documents.count", found.size());
    List<Double> scores = found.stream().map(Document::getScore).filter(Objects::nonNull).toList();
    if (!scores.isEmpty()) {
      span.attribute("retrieval.scores", scores);
    }
    if (settings.content()) {
      span.output(
          found.stream()
              .map(Document::getText)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("\n")));
    }
  }
}
