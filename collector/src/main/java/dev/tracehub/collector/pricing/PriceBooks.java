/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.flow.Blocking;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.v1.PriceBookHistory;
import dev.tracehub.v1.StoredPriceBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The price books that a journal's calls were received under. The book comes with the release and
 * with a file of the operator, so a restart may bring another one; what was received before it
 * keeps the book of its day. Construction does no I/O on the store. Thread-safe.
 */
public final class PriceBooks {

  static final String KIND = "price-book";

  /** Older ones priced what has long expired. */
  private static final int MAX_BOOKS = 50;

  private static final Logger log = LoggerFactory.getLogger(PriceBooks.class);

  private final RecordStore records;
  private final Optional<String> journalId;
  private final List<ByteString> files;
  private final long startNanos;
  private final PriceBook current;
  private volatile List<Dated> books = List.of();

  private record Dated(long fromNanos, PriceBook book) {}

  /**
   * The book that is in use from now on, and what the store knows of earlier ones.
   *
   * @param journalId whose calls; empty for a journal that no restart survives
   * @param overlay an operator's file
   * @param startNanos the time, in nanoseconds since the epoch
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it is wrong; the message names the row and the field
   */
  public PriceBooks(
      RecordStore records, Optional<String> journalId, Optional<Path> overlay, long startNanos)
      throws IOException {
    this.records = records;
    this.journalId = journalId;
    this.startNanos = startNanos;
    List<ByteString> read = new ArrayList<>(List.of(PriceBook.builtInFile()));
    if (overlay.isPresent()) {
      read.add(ByteString.copyFrom(Files.readAllBytes(overlay.get())));
    }
    this.files = List.copyOf(read);
    this.current = PriceBook.of(files);
  }

  /** The book that is in use. */
  PriceBook current() {
    return current;
  }

  /** The book of calls that were received at a time; {@link #load} comes first. */
  PriceBook at(long receivedNanos) {
    List<Dated> known = books;
    for (int i = known.size() - 1; i > 0; i--) {
      if (known.get(i).fromNanos() <= receivedNanos) {
        return known.get(i).book();
      }
    }
    return known.isEmpty() ? current : known.get(0).book();
  }

  /** When the books came into use; {@link #load} comes first. */
  List<Long> beginnings() {
    return books.stream().map(Dated::fromNanos).toList();
  }

  /**
   * Reads the earlier books, once, and writes down the present one; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the store does not answer
   */
  synchronized void load() {
    if (!books.isEmpty()) {
      return;
    }
    if (journalId.isEmpty()) {
      books = List.of(new Dated(0, current));
      return;
    }
    Document document =
        Blocking.await(records.get(KIND, journalId.get()))
            .orElse(new Document(KIND, journalId.get(), 0, ByteString.EMPTY));
    PriceBookHistory history = withCurrent(read(document));
    if (!history.toByteString().equals(document.body())) {
      Document changed =
          new Document(KIND, document.id(), document.version(), history.toByteString());
      // Nobody else writes it: a journal has one process.
      Blocking.await(records.put(changed));
    }
    books = history.getBooksList().stream().map(this::parsed).toList();
  }

  private PriceBookHistory withCurrent(PriceBookHistory history) {
    int known = history.getBooksCount();
    if (known > 0 && history.getBooks(known - 1).getFilesList().equals(files)) {
      return history;
    }
    PriceBookHistory.Builder changed = history.toBuilder();
    if (known == MAX_BOOKS) {
      changed.removeBooks(0);
    }
    return changed
        .addBooks(
            StoredPriceBook.newBuilder()
                .setEffectiveUnixNano(known == 0 ? 0 : startNanos)
                .addAllFiles(files))
        .build();
  }

  private Dated parsed(StoredPriceBook stored) {
    try {
      return new Dated(stored.getEffectiveUnixNano(), PriceBook.of(stored.getFilesList()));
    } catch (IllegalArgumentException e) {
      log.error("a price book of an earlier release cannot be read; the present one is taken", e);
      return new Dated(stored.getEffectiveUnixNano(), current);
    }
  }

  private static PriceBookHistory read(Document document) {
    try {
      return PriceBookHistory.parseFrom(document.body());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(KIND + " " + document.id() + ": cannot be read", e);
    }
  }
}
