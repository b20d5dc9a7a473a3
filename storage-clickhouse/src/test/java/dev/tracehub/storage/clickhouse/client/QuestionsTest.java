/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values reach the server beside the text of a question, as their types; answers come whole. */
class QuestionsTest {

  private static final TestClickHouse.Database DATABASE = TestClickHouse.createDatabase();
  private static final ClickHouseServer SERVER = open(DATABASE.endpoint());

  @AfterAll
  static void close() {
    SERVER.close();
    DATABASE.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "it's",
        "''; DROP TABLE spans; --",
        "\\",
        "\\'",
        "a\\nb",
        "\\N",
        "\\x27 OR 1=1",
        "line\nline\r\n\ttab",
        "zero \0 zero",
        "{x:String}",
        "{p0:String}",
        "{fn now()} {d '2026-01-01'} {ts '2026-01-01 00:00:00'}",
        "? ? ?",
        "/* -- # */",
        "a&param_p0=b%27",
        "\"`$${}",
        "中文 \uD83D\uDE80",
        "--boundary\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\nSELECT 2"
      })
  void text_comesBackAsItWas(String text) {
    Parameters parameters = new Parameters();
    String one = parameters.text(text);
    String list = parameters.texts(List.of(text, "b", text));
    List<List<String>> rows =
        ask(
            "SELECT " + one + " AS v, " + list + " AS vs",
            parameters,
            row -> List.of(row.text("v"), String.join("\u0001", row.texts("vs"))));
    assertThat(rows).containsExactly(List.of(text, String.join("\u0001", text, "b", text)));
  }

  @Test
  void text_ofMegabyte_comesBackAsItWas() {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1 << 20) {
      text.append((char) random.nextInt(0x300));
    }
    Parameters parameters = new Parameters();
    String sql = "SELECT " + parameters.text(text.toString()) + " AS v";
    assertThat(ask(sql, parameters, row -> row.text("v"))).containsExactly(text.toString());
  }

  /** What goes over the wire: the statement with its places, and each value apart. */
  @Test
  void statement_onTheWire_holdsNoValue() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("");
    HttpServer wire =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    wire.createContext(
        "/",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    wire.start();
    Map<String, String> settings =
        Map.of("url", "http://127.0.0.1:" + wire.getAddress().getPort(), "compression", "none");
    try (ClickHouseServer server = open(settings)) {
      Parameters parameters = new Parameters();
      String sql = "SELECT " + parameters.text("secret") + " AS v";
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> server.read(sql, parameters.values(), Map.of(), row -> {}));
    } finally {
      wire.stop(0);
    }
    String[] parts = body.get().split("--.*\r\n");
    assertThat(parts).anyMatch(part -> part.contains("\"param_p0\"") && part.contains("secret"));
    assertThat(parts).anyMatch(part -> part.contains("SELECT {p0:String} AS v"));
    assertThat(parts).noneMatch(part -> part.contains("SELECT") && part.contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 OR 1=1", "1)", "'1'", "", "1.5", "1\\n2"})
  void valueOfAnotherType_isRefusedByTheServer(String value) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> SERVER.read("SELECT {p0:Int64} AS v", Map.of("p0", value), Map.of(), row -> {}));
  }

  @Test
  void placeWithoutValue_isRefused() {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> SERVER.read("SELECT {p0:String}", Map.of(), Map.of(), row -> {}))
        .withMessageContaining("p0");
  }

  @Test
  void manyIds_areOneList() {
    Parameters parameters = new Parameters();
    List<TraceId> ids =
        LongStream.rangeClosed(1, 100_000).mapToObj(id -> new TraceId(id, id)).toList();
    String sql = "SELECT toInt64(uniqExact(arrayJoin(" + parameters.traces(ids) + "))) AS v";
    assertThat(ask(sql, parameters, row -> row.whole("v"))).containsExactly(100_000L);
  }

  @Test
  void longLists_canBeSearched() {
    Parameters parameters = new Parameters();
    List<Long> even = LongStream.range(0, 50_000).map(n -> 2 * n).boxed().toList();
    List<String> texts = List.of("a", "b".repeat(60_000));
    String sql =
        "SELECT toInt64(count()) AS v FROM numbers(1000) WHERE toInt64(number) IN "
            + parameters.wholes(even)
            + " AND has("
            + parameters.texts(texts)
            + ", repeat('b', 60000))";
    assertThat(ask(sql, parameters, row -> row.whole("v"))).containsExactly(500L);
  }

  @Test
  void questionThatFailsHalfWay_answersNothing() {
    List<Long> rows = new ArrayList<>();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                SERVER.read(
                    "SELECT number + throwIf(number = 500000) AS v FROM numbers(1000000)"
                        + " SETTINGS max_block_size = 1000",
                    Map.of(),
                    Map.of(),
                    row -> rows.add(row.whole("v"))));
    assertThat(rows).isEmpty();
  }

  @Test
  void settings_areOfOneQuestion() {
    String sql =
        "SELECT toInt64(count()) AS v FROM (SELECT number FROM numbers(20000000) GROUP BY number)";
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> SERVER.read(sql, Map.of(), Map.of("max_memory_usage", "10000000"), row -> {}))
        .satisfies(failure -> assertThat(failure.family()).isEqualTo(Family.OVER_CAPACITY));
    String set = "SELECT toInt64(getSetting('max_memory_usage')) AS v";
    assertThat(ask(set, new Parameters(), row -> row.whole("v"))).doesNotContain(10_000_000L);
  }

  @Test
  void questionsAtOnce_keepTheirValues() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String value = "value " + i;
        tasks.add(
            () -> {
              Parameters parameters = new Parameters();
              String sql = "SELECT " + parameters.text(value) + " AS v";
              return ask(sql, parameters, row -> row.text("v")).equals(List.of(value));
            });
      }
      for (Future<Boolean> same : threads.invokeAll(tasks)) {
        assertThat(same.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void interrupted_saysSoAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    try {
      SERVER.read("SELECT 1 AS v", Map.of(), Map.of(), row -> {});
    } catch (StorageException e) {
      assertThat(e).hasMessageContaining("interrupted");
    } finally {
      // What runs on the caller's thread may not notice; what notices must not hide it.
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static <T> List<T> ask(String sql, Parameters parameters, Function<Row, T> value) {
    List<T> values = new ArrayList<>();
    SERVER.read(sql, parameters.values(), Map.of(), row -> values.add(value.apply(row)));
    return values;
  }

  private static ClickHouseServer open(ClickHouseEndpoint endpoint) {
    return open(
        Map.of(
            "url", endpoint.url().toString(),
            "user", endpoint.user(),
            "password", endpoint.password(),
            "database", endpoint.database()));
  }

  private static ClickHouseServer open(Map<String, String> settings) {
    return new ClickHouseServer(
        ClickHouseSettings.of(new StorageSettings(settings, Optional.empty())));
  }
}
