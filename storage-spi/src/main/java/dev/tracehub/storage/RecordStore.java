/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the documents of the control plane: projects, keys, policies and the like. Few, small, and
 * read far more often than written. Two processes over one store see each other's documents, and
 * the expected version lets only one of two writers win.
 */
public interface RecordStore {

  /** The document; empty when there is none. */
  CompletionStage<Optional<Document>> get(String kind, String id);

  /** All documents of a kind by id, in code point order. */
  CompletionStage<List<Document>> list(String kind);

  /**
   * Documents of a kind by id, in code point order.
   *
   * @param after the id that the first one comes after; empty for the very first
   * @param most how many, at least 1
   */
  CompletionStage<List<Document>> list(String kind, String after, int most);

  /**
   * Writes a document and completes with its new version when it is durable; empty when the version
   * that is held is not {@code document.version()}, and then nothing is written. Version 0 expects
   * that there is none.
   */
  CompletionStage<Optional<Document>> put(Document document);

  /** Removes a document if the held version is {@code version}; completes with whether it did. */
  CompletionStage<Boolean> delete(String kind, String id, long version);
}
