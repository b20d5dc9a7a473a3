/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * An insert of rows as it goes over the wire.
 *
 * @param parameters the query of its address: the statement, settings, the token
 * @param headers what goes beside it
 * @param body the rows
 */
record RowInsert(String parameters, Map<String, String> headers, ByteString body) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String DATABASE_HEADER = "X-ClickHouse-Database";
  private static final String TOKEN = "insert_deduplication_token";

  /** Whether a request with these parameters inserts rows that are in its body. */
  static boolean is(String parameters) {
    return URLDecoder.decode(parameters, UTF_8).matches("(?is).*\\bINSERT INTO\\b.*\\bFORMAT\\b.*");
  }

  boolean isInto(String table) {
    return URLDecoder.decode(parameters, UTF_8)
        .matches("(?is).*\\bINSERT INTO\\W+" + table + "\\b.*");
  }

  /** The token; two inserts of a block have the same one. */
  String token() {
    for (String parameter : parameters.split("&", -1)) {
      if (parameter.startsWith(TOKEN + "=")) {
        return parameter.substring(TOKEN.length() + 1);
      }
    }
    return "";
  }

  /** Sends the same bytes into the same table of another database. */
  void send(URI server, String database) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/?" + parameters));
    headers.forEach(request::header);
    request.setHeader(DATABASE_HEADER, database);
    post(request.POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build());
  }

  static byte[] post(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
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
