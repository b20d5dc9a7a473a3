/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import java.util.List;
import java.util.stream.Collectors;

/** Records each search for documents as a RETRIEVER span. */
final class TracedRetriever implements ContentRetriever {

  private final ContentRetriever retriever;
  private final Tracehub tracehub;
  private final Tally tally;

  TracedRetriever(ContentRetriever retriever, Tracehub tracehub, Tally tally) {
    this.retriever = retriever;
    this.tracehub = tracehub;
    this.tally = tally;
  }

  @Override
  public List<Content> retrieve(Query query) {
    tally.count("RETRIEVER");
    try (LiveSpan span = tracehub.span("search policies").type(SpanType.RETRIEVER).start()) {
      span.operation("retrieve").input(query.text());
      List<Content> found = retriever.retrieve(query);
      span.attribute("retrieval.documents.count", found.size());
      span.attribute("retrieval.scores", scores(found));
      span.output(texts(found)).ok();
      return found;
    }
  }

  static String texts(List<Content> found) {
    return found.stream()
        .map(content -> content.textSegment().text())
        .collect(Collectors.joining("\n"));
  }

  private static List<Object> scores(List<Content> found) {
    return found.stream().map(content -> content.metadata().get(ContentMetadata.SCORE)).toList();
  }
}
