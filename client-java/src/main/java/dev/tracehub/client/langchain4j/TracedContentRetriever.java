/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Quietly;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Records searches. A wrapper and no listener: the search's own calls, such as an embedding, are to
 * be its children, and whatever it throws has to end that.
 */
final class TracedContentRetriever implements ContentRetriever {

  private final Tracehub tracehub;
  private final String name;
  private final ContentRetriever retriever;

  TracedContentRetriever(Tracehub tracehub, String name, ContentRetriever retriever) {
    this.tracehub = tracehub;
    this.name = name;
    this.retriever = retriever;
  }

  @Override
  public List<Content> retrieve(Query query) {
    try (LiveSpan span = tracehub.span(name).type(SpanType.RETRIEVER).start()) {
      span.operation("retrieve");
      Quietly.describe(() -> span.input(query.text()));
      try {
        List<Content> found = retriever.retrieve(query);
        if (span.isRecording()) {
          Quietly.describe(() -> describe(span, found));
        }
        span.ok();
        return found;
      } catch (RuntimeException | Error e) {
        Quietly.describe(() -> Failures.record(span, e));
        throw e;
      }
    }
  }

  private static void describe(LiveSpan span, List<Content> found) {
    span.attribute("retrieval.documents.count", found.size());
    List<Object> scores =
        found.stream()
            .map(content -> content.metadata().get(ContentMetadata.SCORE))
            .filter(Objects::nonNull)
            .toList();
    if (!scores.isEmpty()) {
      span.attribute("retrieval.scores", scores);
    }
    span.output(
        found.stream()
            .map(content -> content.textSegment().text())
            .collect(Collectors.joining("\n")));
  }
}
