/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.Document;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.memory.documents.Documents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Documents on a thread of their own, so that a slow disk delays no span. */
record MemoryRecordStore(Lane lane, Documents documents) implements RecordStore {

  @Override
  public CompletionStage<Optional<Document>> get(String kind, String id) {
    return lane.run(() -> documents.get(kind, id));
  }

  @Override
  public CompletionStage<List<Document>> list(String kind) {
    return lane.run(() -> documents.list(kind));
  }

  @Override
  public CompletionStage<List<Document>> list(String kind, String after, int most) {
    return lane.run(() -> documents.list(kind, after, most));
  }

  @Override
  public CompletionStage<Optional<Document>> put(Document document) {
    return lane.run(() -> documents.put(document));
  }

  @Override
  public CompletionStage<Boolean> delete(String kind, String id, long version) {
    return lane.run(() -> documents.delete(kind, id, version));
  }
}
