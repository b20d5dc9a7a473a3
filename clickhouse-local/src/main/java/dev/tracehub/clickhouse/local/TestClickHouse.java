/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One ClickHouse for all tests of a JVM: the server named in {@value #URL_VARIABLE}, else one that
 * is started at first use and ends with the JVM. Thread-safe.
 *
 * <p>Each test class makes a database of its own with {@link #createDatabase}. Tests that kill or
 * stop a server start one for themselves with {@link LocalClickHouse}.
 */
public final class TestClickHouse {

  /**
   * The variable with the URL of a server to test against, e.g. {@code http://127.0.0.1:8123}. The
   * user and the password, if any, stand before the host.
   */
  public static final String URL_VARIABLE = "TRACEHUB_TEST_CLICKHOUSE_URL";

  private static @Nullable ClickHouseEndpoint shared;

  private TestClickHouse() {}

  /** The server. */
  public static synchronized ClickHouseEndpoint shared() {
    if (shared == null) {
      String url = System.getenv().getOrDefault(URL_VARIABLE, "");
      shared = url.isEmpty() ? startOwn() : endpointOf(url);
    }
    return shared;
  }

  /** A new, empty database on the shared server, to be dropped by whoever asked for it. */
  public static Database createDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try {
      shared().query("CREATE DATABASE " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Database(shared().withDatabase(name));
  }

  static ClickHouseEndpoint endpointOf(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(
          URL_VARIABLE + ": \"" + text + "\" (expected: e.g. http://user:password@host:8123)");
    }
    String[] user = url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return new ClickHouseEndpoint(
        URI.create(url.getScheme() + "://" + url.getHost() + port),
        user.length > 0 ? user[0] : "default",
        user.length > 1 ? user[1] : "",
        "default");
  }

  private static ClickHouseEndpoint startOwn() {
    try {
      Path folder = Files.createTempDirectory("tracehub-clickhouse-");
      LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, folder)));
      return server.endpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data goes too, so nothing is gained by an orderly stop. */
  private static void remove(LocalClickHouse server, Path folder) {
    try {
      server.kill();
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A database that a test has for itself.
   *
   * @param endpoint the server as seen from the database
   */
  public record Database(ClickHouseEndpoint endpoint) implements AutoCloseable {

    /** Drops the database. */
    @Override
    public void close() {
      try {
        endpoint.withDatabase("default").query("DROP DATABASE " + endpoint.database() + " SYNC");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
