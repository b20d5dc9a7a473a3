/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Document;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.clickhouse.documents.Documents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Keeps documents, on the threads of a lane. */
record ClickHouseRecordStore(Lane lane, Supplier<Documents> documents) implements RecordStore {

  @Override
  public CompletionStage<Optional<Document>> get(String kind, String id) {
    return lane.run(() -> documents.get().get(kind, id));
  }

  @Override
  public CompletionStage<List<Document>> list(String kind) {
    return lane.run(() -> documents.get().list(kind));
  }

  @Override
  public CompletionStage<List<Document>> list(String kind, String after, int most) {
    return lane.run(() -> documents.get().list(kind, after, most));
  }

  @Override
  public CompletionStage<Optional<Document>> put(Document document) {
    return lane.run(() -> documents.get().put(document));
  }

  @Override
  public CompletionStage<Boolean> delete(String kind, String id, long version) {
    return lane.run(() -> documents.get().delete(kind, id, version));
  }
}
