/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine. */
class LocalClickHouseTest {

  @TempDir Path folder;

  @Test
  void start_answersSqlOverHttp() throws IOException {
    try (LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder))) {
      assertThat(server.endpoint().query("SELECT 6 * 7")).isEqualTo("42");
      assertThatIOException()
          .isThrownBy(() -> server.endpoint().query("SELECT nonsense"))
          .withMessageContaining("UNKNOWN_IDENTIFIER");
    }
  }

  @Test
  void start_boundsMemoryAndKeepsNoSystemLogs() throws IOException {
    LocalClickHouseOptions options = LocalClickHouseOptions.in(folder).withMemoryBytes(512L << 20);
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      assertThat(
              server
                  .endpoint()
                  .query(
                      "SELECT value FROM system.server_settings"
                          + " WHERE name IN ('max_server_memory_usage', 'background_pool_size')"
                          + " ORDER BY name"))
          .isEqualTo("2\n" + (512L << 20));
      server.endpoint().query("SYSTEM FLUSH LOGS");
      assertThat(
              server
                  .endpoint()
                  .query(
                      "SELECT count() FROM system.tables"
                          + " WHERE database = 'system' AND endsWith(name, '_log')"))
          .isEqualTo("0");
    }
  }

  @Test
  void kill_keepsWhatWasInserted() throws IOException {
    try (LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder))) {
      ClickHouseEndpoint before = server.endpoint();
      before.query("CREATE DATABASE shop");
      before.query("CREATE TABLE shop.orders (id UInt64) ENGINE = MergeTree ORDER BY id");
      before.query("INSERT INTO shop.orders SELECT number FROM numbers(100000)");
      server.kill();
      assertThat(server.isRunning()).isFalse();
      server.restart();
      assertThat(server.endpoint()).isEqualTo(before);
      assertThat(before.query("SELECT count(), sum(id) FROM shop.orders"))
          .isEqualTo("100000\t4999950000");
    }
  }

  @Test
  void stop_isOrderly_andDataSurvivesIt() throws IOException {
    try (LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder))) {
      server.endpoint().query("CREATE DATABASE shop");
      server.stop();
      assertThat(server.isRunning()).isFalse();
      assertThat(folder.resolve("clickhouse.log"))
          .content(StandardCharsets.UTF_8)
          .contains("Shutdown");
      server.restart();
      assertThat(server.endpoint().query("SHOW DATABASES LIKE 'shop'")).isEqualTo("shop");
    }
  }

  @Test
  void start_portTaken_saysSo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalClickHouseOptions options =
          LocalClickHouseOptions.in(folder)
              .withPorts(taken.getLocalPort(), LocalClickHouse.freePort());
      assertThatIOException()
          .isThrownBy(() -> LocalClickHouse.start(options))
          .withMessageContaining("HTTP port " + taken.getLocalPort())
          .withMessageContaining("Address already in use");
    }
  }

  @Test
  void start_sameFolderTwice_isRefused() throws IOException {
    try (LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(folder))) {
      assertThatIOException()
          .isThrownBy(() -> LocalClickHouse.start(LocalClickHouseOptions.in(folder)))
          .withMessageContaining(folder.toString());
      assertThat(server.endpoint().query("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void users_needTheirPasswords() throws IOException {
    LocalClickHouseOptions options =
        LocalClickHouseOptions.in(folder).withUsers(Map.of("writer", "a<b&c"));
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      ClickHouseEndpoint writer =
          new ClickHouseEndpoint(server.httpUrl(), "writer", "a<b&c", "default");
      assertThat(writer.query("SELECT currentUser()")).isEqualTo("writer");
      ClickHouseEndpoint wrong =
          new ClickHouseEndpoint(server.httpUrl(), "writer", "other", "default");
      assertThatIOException()
          .isThrownBy(() -> wrong.query("SELECT 1"))
          .withMessageContaining("Authentication failed");
    }
  }

  @Test
  void cluster_twoShards_answerAsOne() throws IOException {
    ClickHouseCluster cluster =
        new ClickHouseCluster(
            "two", List.of(LocalClickHouse.freePort(), LocalClickHouse.freePort()));
    try (LocalClickHouse first = startShard(cluster, 0);
        LocalClickHouse second = startShard(cluster, 1)) {
      for (LocalClickHouse shard : List.of(first, second)) {
        shard.endpoint().query("CREATE TABLE part (id UInt64) ENGINE = MergeTree ORDER BY id");
      }
      ClickHouseEndpoint any = first.endpoint();
      any.query("CREATE TABLE whole AS part ENGINE = Distributed(two, default, part, id)");
      any.query(
          "INSERT INTO whole SETTINGS distributed_foreground_insert = 1"
              + " SELECT number FROM numbers(1000)");
      assertThat(any.query("SELECT count(), sum(id) FROM whole")).isEqualTo("1000\t499500");
      assertThat(first.endpoint().query("SELECT count() FROM part")).isEqualTo("500");
      assertThat(second.endpoint().query("SELECT count() FROM part")).isEqualTo("500");
    }
  }

  @Test
  void parentKilled_serverEnds() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StartingProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(server.isAlive()).isTrue();
      parent.destroyForcibly();
      assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
      await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
    }
  }

  @Test
  void shared_isOneServer_withADatabasePerAsker() throws IOException {
    try (TestClickHouse.Database one = TestClickHouse.createDatabase();
        TestClickHouse.Database other = TestClickHouse.createDatabase()) {
      assertThat(one.endpoint().url()).isEqualTo(other.endpoint().url());
      one.endpoint().query("CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id");
      assertThat(other.endpoint().query("EXISTS TABLE t")).isEqualTo("0");
    }
  }

  @Test
  void endpointOf_url_holdsUserAndPassword() {
    ClickHouseEndpoint endpoint = TestClickHouse.endpointOf("https://me:s%3A3@db.example:8443");
    assertThat(endpoint.url()).hasToString("https://db.example:8443");
    assertThat(endpoint.user()).isEqualTo("me");
    assertThat(endpoint.password()).isEqualTo("s:3");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> TestClickHouse.endpointOf("localhost"))
        .withMessageContaining("TRACEHUB_TEST_CLICKHOUSE_URL: \"localhost\"");
  }

  private LocalClickHouse startShard(ClickHouseCluster cluster, int shard) throws IOException {
    return LocalClickHouse.start(
        LocalClickHouseOptions.in(Files.createDirectories(folder.resolve("shard-" + shard)))
            .withPorts(0, cluster.tcpPorts().get(shard))
            .withMemoryBytes(LocalClickHouseOptions.MIN_MEMORY_BYTES)
            .withCluster(cluster));
  }

  /** Starts a server, prints its process id and waits to be killed. */
  static final class StartingProcess {

    private StartingProcess() {}

    public static void main(String[] args) throws Exception {
      LocalClickHouse server = LocalClickHouse.start(LocalClickHouseOptions.in(Path.of(args[0])));
      System.out.println(server.pid());
      server.awaitExit();
    }
  }
}
