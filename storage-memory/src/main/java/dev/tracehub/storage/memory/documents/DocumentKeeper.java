/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.documents;

import dev.tracehub.storage.Document;
import java.util.Collection;
import java.util.List;

/** Where documents are kept while the process is not there. */
interface DocumentKeeper {

  /** Keeps nothing. */
  DocumentKeeper NONE =
      new DocumentKeeper() {
        @Override
        public List<Document> load() {
          return List.of();
        }

        @Override
        public void save(Collection<Document> documents) {}

        @Override
        public void close() {}
      };

  /**
   * All documents.
   *
   * @throws dev.tracehub.storage.StorageException when they cannot be read
   */
  List<Document> load();

  /**
   * Replaces all documents, and returns when that is durable.
   *
   * @throws dev.tracehub.storage.StorageException when they may not have been replaced
   */
  void save(Collection<Document> documents);

  /** Lets go of what loading took. */
  void close();
}
