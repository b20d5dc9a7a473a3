/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.documents;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.encode.RowBlock;
import dev.tracehub.storage.clickhouse.encode.RowLayout;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Versioned documents in a table to which rows are only added: each version is a row, and a removal
 * is one too.
 *
 * <p>ClickHouse has no compare-and-set. What it has is that of several inserts under one
 * deduplication token the first one stays: the token is the version, and each row carries a random
 * name of who wrote it. So who finds its own name in the row has won. Thread-safe; its calls block.
 */
public final class Documents {

  private static final RowLayout<Version> LAYOUT =
      RowLayout.<Version>of("documents")
          .column("kind", (row, to) -> to.text(row.document().kind()))
          .column("id", (row, to) -> to.text(row.document().id()))
          .column("version", (row, to) -> to.whole(row.document().version()))
          .column("deleted", (row, to) -> to.flag(row.deleted()))
          .column("body", (row, to) -> to.bytes(row.document().body()))
          .column(
              "writer",
              (row, to) ->
                  to.id(
                      row.writer().getMostSignificantBits(),
                      row.writer().getLeastSignificantBits()))
          .column("written_at", (row, to) -> to.whole(row.writtenAtMillis()))
          .build();

  /** Should a version ever have two rows, because its token was forgotten, the older one holds. */
  private static final String FIRST = " ORDER BY written_at, writer LIMIT 1";

  private final ClickHouseServer server;
  private final Queries queries;
  private final Clock clock;

  /** A row. */
  private record Version(Document document, boolean deleted, UUID writer, long writtenAtMillis) {}

  public Documents(ClickHouseServer server, Queries queries, Clock clock) {
    this.server = server;
    this.queries = queries;
    this.clock = clock;
  }

  /** A document. */
  public Optional<Document> get(String kind, String id) {
    return newest(kind, id).filter(version -> !version.deleted()).map(Version::document);
  }

  /** The documents of a kind by id. */
  public List<Document> list(String kind) {
    Parameters parameters = new Parameters();
    String ofKind = "kind = " + parameters.text(kind);
    return queries
        .list(
            select(
                ofKind
                    + " AND (id, version) IN (SELECT id, max(version) FROM documents WHERE "
                    + ofKind
                    + " GROUP BY id) ORDER BY id, written_at, writer LIMIT 1 BY id"),
            parameters,
            Documents::version)
        .stream()
        .filter(version -> !version.deleted())
        .map(Version::document)
        .toList();
  }

  /** At most so many documents of a kind by id, from the one after an id on. */
  public List<Document> list(String kind, String after, int most) {
    Parameters parameters = new Parameters();
    String behind = "kind = " + parameters.text(kind) + " AND id > " + parameters.text(after);
    return queries
        .list(
            select(
                behind
                    + " AND NOT deleted AND (id, version) IN (SELECT id, max(version) FROM documents"
                    + " WHERE "
                    + behind
                    + " GROUP BY id) ORDER BY id, written_at, writer LIMIT 1 BY id LIMIT "
                    + most),
            parameters,
            Documents::version)
        .stream()
        .map(Version::document)
        .toList();
  }

  /** Writes a document over the version it names; empty when another version is held. */
  public Optional<Document> put(Document document) {
    Optional<Version> newest = newest(document.kind(), document.id());
    long held = newest.filter(version -> !version.deleted()).map(Documents::numberOf).orElse(0L);
    if (held != document.version()) {
      return Optional.empty();
    }
    Document next =
        new Document(
            document.kind(),
            document.id(),
            newest.map(Documents::numberOf).orElse(0L) + 1,
            document.body());
    return add(next, false) ? Optional.of(next) : Optional.empty();
  }

  /** Removes a document; whether this version was held. */
  public boolean delete(String kind, String id, long version) {
    boolean held = get(kind, id).filter(document -> document.version() == version).isPresent();
    return held && add(new Document(kind, id, version + 1, ByteString.EMPTY), true);
  }

  /** Adds a version; whether it is this one that stays. */
  private boolean add(Document document, boolean deleted) {
    Version version = new Version(document, deleted, UUID.randomUUID(), clock.millis());
    RowBlock<Version> row = new RowBlock<>(LAYOUT);
    row.add(version);
    try {
      server.insertOnce(row, token(document));
    } catch (StorageException e) {
      // The row may be there all the same: the answer may have been lost.
      if (!isWriter(version)) {
        throw e;
      }
    }
    return isWriter(version);
  }

  private boolean isWriter(Version version) {
    Document document = version.document();
    Parameters parameters = new Parameters();
    String sql =
        select(
            "kind = "
                + parameters.text(document.kind())
                + " AND id = "
                + parameters.text(document.id())
                + " AND version = "
                + parameters.whole(document.version())
                + FIRST);
    return queries
        .first(sql, parameters, Documents::version)
        .filter(held -> held.writer().equals(version.writer()))
        .isPresent();
  }

  private Optional<Version> newest(String kind, String id) {
    Parameters parameters = new Parameters();
    String sql =
        select(
            "kind = "
                + parameters.text(kind)
                + " AND id = "
                + parameters.text(id)
                + " ORDER BY version DESC, written_at, writer LIMIT 1");
    return queries.first(sql, parameters, Documents::version);
  }

  private static String select(String rest) {
    return "SELECT kind, id, toInt64(version) AS number, deleted, body, toString(writer) AS writer_id,"
        + " toUnixTimestamp64Milli(written_at) AS written FROM documents WHERE "
        + rest;
  }

  private static Version version(Row row) {
    return new Version(
        new Document(row.text("kind"), row.text("id"), row.whole("number"), row.bytes("body")),
        row.bool("deleted"),
        UUID.fromString(row.text("writer_id")),
        row.whole("written"));
  }

  private static long numberOf(Version version) {
    return version.document().version();
  }

  /** Names a version of a document; the length keeps kind and id apart. */
  private static String token(Document document) {
    return document.kind().length()
        + ":"
        + document.kind()
        + document.id()
        + ":"
        + document.version();
  }
}
