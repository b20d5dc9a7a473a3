/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.documents;

import dev.tracehub.storage.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Versioned documents. Read at first use. Not thread-safe: one thread has all calls. */
public final class Documents {

  private final DocumentKeeper keeper;

  /** Null before the first use, and after a write of which it is not known whether it succeeded. */
  private @Nullable NavigableMap<DocumentKey, Document> loaded;

  private Documents(DocumentKeeper keeper) {
    this.keeper = keeper;
  }

  /** Documents in a file of the directory; without one, on the heap alone. */
  public static Documents in(Optional<Path> directory) {
    return new Documents(
        directory.<DocumentKeeper>map(DocumentFile::new).orElse(DocumentKeeper.NONE));
  }

  /** A document. */
  public Optional<Document> get(String kind, String id) {
    return Optional.ofNullable(loaded().get(new DocumentKey(kind, id)));
  }

  /** The documents of a kind by id. */
  public List<Document> list(String kind) {
    return loaded().tailMap(new DocumentKey(kind, ""), true).values().stream()
        .takeWhile(document -> document.kind().equals(kind))
        .toList();
  }

  /** At most so many documents of a kind by id, from the one after an id on. */
  public List<Document> list(String kind, String after, int most) {
    return loaded().tailMap(new DocumentKey(kind, after), false).values().stream()
        .takeWhile(document -> document.kind().equals(kind))
        .limit(most)
        .toList();
  }

  /** Writes a document over the version it names; empty when another version is held. */
  public Optional<Document> put(Document document) {
    if (!isHeld(document.kind(), document.id(), document.version())) {
      return Optional.empty();
    }
    Document next =
        new Document(document.kind(), document.id(), document.version() + 1, document.body());
    NavigableMap<DocumentKey, Document> changed = new TreeMap<>(loaded());
    changed.put(new DocumentKey(next.kind(), next.id()), next);
    save(changed);
    return Optional.of(next);
  }

  /** Removes a document; whether this version was held. */
  public boolean delete(String kind, String id, long version) {
    if (version == 0 || !isHeld(kind, id, version)) {
      return false;
    }
    NavigableMap<DocumentKey, Document> changed = new TreeMap<>(loaded());
    changed.remove(new DocumentKey(kind, id));
    save(changed);
    return true;
  }

  /** Reads the documents if they have not been read yet. */
  public void check() {
    loaded();
  }

  /** Lets go of the file. */
  public void close() {
    loaded = null;
    keeper.close();
  }

  private boolean isHeld(String kind, String id, long version) {
    return get(kind, id).map(Document::version).orElse(0L) == version;
  }

  private NavigableMap<DocumentKey, Document> loaded() {
    NavigableMap<DocumentKey, Document> known = loaded;
    if (known == null) {
      NavigableMap<DocumentKey, Document> read = new TreeMap<>();
      keeper.load().forEach(each -> read.put(new DocumentKey(each.kind(), each.id()), each));
      loaded = read;
      known = read;
    }
    return known;
  }

  private void save(NavigableMap<DocumentKey, Document> changed) {
    // When this fails the file may be the old or the new one: what it is will be read again.
    loaded = null;
    keeper.save(changed.values());
    loaded = changed;
  }
}
