/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import static java.util.Comparator.comparing;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Documents in a map. */
final class NaiveRecords implements RecordStore {

  /** Makes stages of answers, or refuses. */
  interface Answers {
    <T> CompletionStage<T> of(Supplier<T> question);
  }

  private record Key(String kind, String id) {}

  private final Map<Key, Document> documents = new HashMap<>();
  private final Answers answers;

  NaiveRecords(Answers answers) {
    this.answers = answers;
  }

  @Override
  public CompletionStage<Optional<Document>> get(String kind, String id) {
    return answers.of(() -> held(kind, id));
  }

  @Override
  public CompletionStage<List<Document>> list(String kind) {
    return answers.of(() -> all(kind));
  }

  @Override
  public CompletionStage<List<Document>> list(String kind, String after, int most) {
    return answers.of(
        () ->
            all(kind).stream()
                .filter(document -> CodePointOrder.INSTANCE.compare(document.id(), after) > 0)
                .limit(most)
                .toList());
  }

  @Override
  public CompletionStage<Optional<Document>> put(Document document) {
    return answers.of(() -> replace(document));
  }

  @Override
  public CompletionStage<Boolean> delete(String kind, String id, long version) {
    return answers.of(() -> remove(kind, id, version));
  }

  private synchronized Optional<Document> held(String kind, String id) {
    return Optional.ofNullable(documents.get(new Key(kind, id)));
  }

  private synchronized List<Document> all(String kind) {
    return documents.values().stream()
        .filter(document -> document.kind().equals(kind))
        .sorted(comparing(Document::id, CodePointOrder.INSTANCE))
        .toList();
  }

  private synchronized Optional<Document> replace(Document document) {
    long held = held(document.kind(), document.id()).map(Document::version).orElse(0L);
    if (held != document.version()) {
      return Optional.empty();
    }
    Document written = new Document(document.kind(), document.id(), held + 1, document.body());
    documents.put(new Key(document.kind(), document.id()), written);
    return Optional.of(written);
  }

  private synchronized boolean remove(String kind, String id, long version) {
    boolean matches = held(kind, id).filter(held -> held.version() == version).isPresent();
    return matches && documents.remove(new Key(kind, id)) != null;
  }
}
