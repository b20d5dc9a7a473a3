/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blocks that the collector stored, as ClickHouse itself writes them, sent straight into tables
 * of the same schema: as fast as this server takes them, with nothing in front of it.
 */
final class RawBlocks {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What the store's inserts ask for. */
  private static final String INSERT_SETTINGS =
      "&async_insert=0&wait_end_of_query=1&insert_deduplicate=1"
          + "&deduplicate_blocks_in_dependent_materialized_views=1";

  private final URI server;
  private final List<Map<String, byte[]>> blocks = new ArrayList<>();
  private final Map<String, String> columns = new LinkedHashMap<>();
  private long spans;

  private RawBlocks(URI server) {
    this.server = server;
  }

  /** Reads the first blocks of the tables of a database. */
  static RawBlocks read(URI server, String database, int most) {
    RawBlocks raw = new RawBlocks(server);
    for (String table : List.of("spans", "payloads")) {
      raw.columns.put(
          table,
          raw.text(
              "SELECT arrayStringConcat(groupArray(name), ',') FROM system.columns WHERE database = '"
                  + database
                  + "' AND table = '"
                  + table
                  + "' AND default_kind = ''"));
    }
    String ids =
        raw.text(
            "SELECT block FROM "
                + database
                + ".spans GROUP BY block ORDER BY count() DESC LIMIT "
                + most);
    for (String id : ids.split("\n", -1)) {
      Map<String, byte[]> block = new LinkedHashMap<>();
      for (String table : raw.columns.keySet()) {
        String from = " FROM " + database + "." + table + " WHERE block = " + id;
        if (!raw.text("SELECT count()" + from).equals("0")) {
          block.put(
              table,
              raw.post("SELECT " + raw.columns.get(table) + from + " FORMAT Native", new byte[0]));
        }
      }
      raw.spans +=
          Long.parseLong(
              raw.text("SELECT count() FROM " + database + ".spans WHERE block = " + id));
      raw.blocks.add(block);
    }
    return raw;
  }

  long spans() {
    return spans;
  }

  long bytes() {
    return blocks.stream().flatMap(b -> b.values().stream()).mapToLong(b -> b.length).sum();
  }

  /** Sends all blocks, one after the other; answers the seconds that it took. */
  double send(String database, String round) {
    long start = System.nanoTime();
    for (int i = 0; i < blocks.size(); i++) {
      String token = "&insert_deduplication_token=" + round + "-" + i;
      blocks
          .get(i)
          .forEach(
              (table, bytes) ->
                  post(
                      "INSERT INTO "
                          + database
                          + "."
                          + table
                          + " ("
                          + columns.get(table)
                          + ") FORMAT Native",
                      bytes,
                      INSERT_SETTINGS + token));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  String text(String sql) {
    return new String(post(sql, new byte[0]), UTF_8).strip();
  }

  private byte[] post(String sql, byte[] body) {
    return post(sql, body, "");
  }

  private byte[] post(String sql, byte[] body, String settings) {
    URI uri = URI.create(server + "/?query=" + URLEncoder.encode(sql, UTF_8) + settings);
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(
              HttpRequest.newBuilder(uri)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(new String(answer.body(), UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
