/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where a ClickHouse answers over HTTP, and as whom to ask. Immutable and thread-safe.
 *
 * @param url the server, e.g. {@code http://127.0.0.1:8123}, without a path
 * @param user the user
 * @param password the user's password; empty for none
 * @param database the database of names without one
 */
public record ClickHouseEndpoint(URI url, String user, String password, String database) {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** The same server as seen from another database. */
  public ClickHouseEndpoint withDatabase(String name) {
    return new ClickHouseEndpoint(url, user, password, name);
  }

  /**
   * Runs one statement and returns what it answers, as tab-separated lines unless the statement
   * says otherwise, without the last line feed.
   *
   * @throws IOException when the server does not answer, or refuses; then the message is its own
   */
  public String query(String sql) throws IOException {
    return query(sql, TIMEOUT);
  }

  /** Closes its connection: a server that is stopping waits for those that are kept open. */
  String query(String sql, Duration timeout) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.resolve("/").toURL().openConnection();
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty("X-ClickHouse-User", user);
    connection.setRequestProperty("X-ClickHouse-Key", password);
    connection.setRequestProperty("X-ClickHouse-Database", database);
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(sql.getBytes(StandardCharsets.UTF_8));
    }
    if (connection.getResponseCode() != 200) {
      throw new IOException(refusal(connection));
    }
    try (InputStream body = connection.getInputStream()) {
      String answer = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return answer.endsWith("\n") ? answer.substring(0, answer.length() - 1) : answer;
    }
  }

  private static String refusal(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getErrorStream()) {
      return body == null
          ? "HTTP status " + connection.getResponseCode()
          : new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
