/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Documents in a map; can be made to fail or to hold its answers back. Thread-safe. */
public final class FakeRecordStore implements RecordStore {

  private final Map<String, Document> documents = new TreeMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean down;
  private boolean holding;
  private int reads;

  /** From now on every call fails, or no longer. */
  public synchronized void down(boolean isDown) {
    down = isDown;
  }

  /** From now on no stage completes before {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Completes all stages that were held back, on the calling thread. */
  public void release() {
    List<Runnable> due;
    synchronized (this) {
      holding = false;
      due = List.copyOf(held);
      held.clear();
    }
    due.forEach(Runnable::run);
  }

  /** How often a document was asked for by its id. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized CompletionStage<Optional<Document>> get(String kind, String id) {
    reads++;
    return answer(() -> Optional.ofNullable(documents.get(kind + "/" + id)));
  }

  @Override
  public synchronized CompletionStage<List<Document>> list(String kind) {
    return answer(() -> documents.values().stream().filter(d -> d.kind().equals(kind)).toList());
  }

  @Override
  public synchronized CompletionStage<List<Document>> list(String kind, String after, int most) {
    return answer(
        () ->
            documents.values().stream()
                .filter(d -> d.kind().equals(kind) && d.id().compareTo(after) > 0)
                .limit(most)
                .toList());
  }

  @Override
  public synchronized CompletionStage<Optional<Document>> put(Document document) {
    return answer(
        () -> {
          String key = document.kind() + "/" + document.id();
          Document before = documents.get(key);
          if ((before == null ? 0 : before.version()) != document.version()) {
            return Optional.empty();
          }
          Document written =
              new Document(document.kind(), document.id(), document.version() + 1, document.body());
          documents.put(key, written);
          return Optional.of(written);
        });
  }

  @Override
  public synchronized CompletionStage<Boolean> delete(String kind, String id, long version) {
    return answer(() -> documents.remove(kind + "/" + id) != null);
  }

  private <T> CompletionStage<T> answer(Supplier<T> call) {
    if (down) {
      return CompletableFuture.failedStage(StorageException.internal("down"));
    }
    CompletableFuture<T> stage = new CompletableFuture<>();
    T value = call.get();
    if (holding) {
      held.add(() -> stage.complete(value));
    } else {
      stage.complete(value);
    }
    return stage;
  }
}
