/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.UnsafeByteOperations;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A way in which rows can travel. The server itself writes them so, from the rows that it has. */
enum WireFormat {
  ROW_BINARY("RowBinary", "", "", "identity"),
  ROW_BINARY_LZ4("RowBinary", "&compress=1", "&decompress=1", "identity"),
  NATIVE("Native", "", "", "identity"),
  NATIVE_LZ4("Native", "&compress=1", "&decompress=1", "identity"),
  NATIVE_HTTP_LZ4("Native", "&enable_http_compression=1", "", "lz4"),
  NATIVE_HTTP_ZSTD("Native", "&enable_http_compression=1", "", "zstd");

  /** What the store's inserts ask for. */
  private static final String SETTINGS =
      "&async_insert=0&wait_end_of_query=1&insert_deduplicate=1"
          + "&max_partitions_per_insert_block=0"
          + "&deduplicate_blocks_in_dependent_materialized_views=1";

  private static final List<String> TABLES = List.of("payloads", "spans");

  private final String format;
  private final String readSettings;
  private final String writeSettings;
  private final String encoding;

  WireFormat(String format, String readSettings, String writeSettings, String encoding) {
    this.format = format;
    this.readSettings = readSettings;
    this.writeSettings = writeSettings;
    this.encoding = encoding;
  }

  /** The blocks of a database in this format. */
  List<List<RowInsert>> blocks(URI server, String database) {
    List<List<RowInsert>> blocks = new ArrayList<>();
    for (String id :
        text(server, "SELECT DISTINCT block FROM " + database + ".spans").split("\n", -1)) {
      List<RowInsert> inserts = new ArrayList<>();
      for (String table : TABLES) {
        inserts.add(insert(server, database, table, id));
      }
      blocks.add(inserts);
    }
    return blocks;
  }

  private RowInsert insert(URI server, String database, String table, String block) {
    String columns =
        text(
            server,
            "SELECT arrayStringConcat(groupArray(name), ', ') FROM system.columns WHERE database ="
                + " '"
                + database
                + "' AND table = '"
                + table
                + "' AND default_kind = ''");
    byte[] rows =
        ask(
            server,
            "SELECT "
                + columns
                + " FROM "
                + database
                + "."
                + table
                + " WHERE block = "
                + block
                + " FORMAT "
                + format,
            readSettings,
            encoding);
    String statement = "INSERT INTO " + table + " (" + columns + ") FORMAT " + format;
    return new RowInsert(
        "query="
            + URLEncoder.encode(statement, UTF_8)
            + SETTINGS
            + writeSettings
            + "&insert_deduplication_token="
            + block,
        encoding.equals("identity") ? Map.of() : Map.of("Content-Encoding", encoding),
        UnsafeByteOperations.unsafeWrap(rows));
  }

  static String text(URI server, String sql) {
    return new String(ask(server, sql, "", "identity"), UTF_8).strip();
  }

  private static byte[] ask(URI server, String sql, String settings, String encoding) {
    return RowInsert.post(
        HttpRequest.newBuilder(URI.create(server + "/?max_block_size=1000000" + settings))
            .header("Accept-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build());
  }
}
