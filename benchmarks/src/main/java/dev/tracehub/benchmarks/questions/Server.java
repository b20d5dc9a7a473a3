/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;

/** A ClickHouse over HTTP, with bound parameters and what it read so far. */
final class Server {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI url;

  Server(URI url) {
    this.url = url;
  }

  /**
   * Runs a statement.
   *
   * @param parameters values for {@code {name:Type}} in it
   * @return the answer as tab-separated text
   */
  String run(String sql, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(
                entry ->
                    "param_" + entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/?" + query))
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  String run(String sql) {
    return run(sql, Map.of());
  }

  /** A number that a statement answers. */
  long number(String sql) {
    return Long.parseLong(run(sql).strip());
  }

  /** What the server has read since its start, also for being asked this. */
  Read read() {
    String[] sums =
        run("SELECT sumIf(value, event = 'SelectedRows'), sumIf(value, event = 'SelectedBytes')"
                + " FROM system.events")
            .strip()
            .split("\t", -1);
    return new Read(Long.parseLong(sums[0]), Long.parseLong(sums[1]));
  }

  /** What it reads for a question. */
  Read readFor(Runnable question) {
    Read before = read();
    Read between = read();
    question.run();
    return read().minus(between).minus(between.minus(before));
  }

  /** Rows and bytes that queries read. */
  record Read(long rows, long bytes) {
    Read minus(Read before) {
      return new Read(rows - before.rows, bytes - before.bytes);
    }

    Read plus(Read other) {
      return new Read(rows + other.rows, bytes + other.bytes);
    }
  }
}
