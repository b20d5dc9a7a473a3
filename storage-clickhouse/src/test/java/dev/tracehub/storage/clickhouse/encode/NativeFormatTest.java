/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.TableColumns;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server makes of blocks. */
class NativeFormatTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final AtomicInteger TABLES = new AtomicInteger();

  private static TestClickHouse.Database database;
  private static ClickHouseEndpoint endpoint;
  private static ClickHouseServer server;

  @BeforeAll
  static void open() {
    database = TestClickHouse.createDatabase();
    endpoint = database.endpoint();
    server = connect("lz4");
  }

  @AfterAll
  static void close() {
    server.close();
    database.close();
  }

  @Test
  void randomValues_areWhatTheServerReadsFromText() throws IOException {
    for (AnyType<?> type : AnyType.all()) {
      randomValues(type, System.nanoTime());
    }
  }

  private <V> void randomValues(AnyType<V> type, long seed) throws IOException {
    Random random = new Random(seed);
    List<V> values = Stream.generate(() -> type.next().apply(random)).limit(500).toList();
    String table =
        insert(
            IntStream.range(0, values.size()).boxed().toList(),
            column("n UInt32", (n, to) -> to.whole(n)),
            column("v " + type.sql(), (n, to) -> type.fill().accept(values.get(n), to)),
            column("after UInt8", (n, to) -> to.whole(n % 100)));
    StringBuilder texts = new StringBuilder();
    for (V value : values) {
      texts.append("{\"v\":").append(type.json().apply(value)).append("}\n");
    }
    String written = "SELECT v FROM " + table + " WHERE after = n % 100 ORDER BY n";
    String text =
        "SELECT v FROM format(JSONEachRow, $$v %s$$, unhex('%s'))"
            .formatted(type.sql(), HEX.formatHex(texts.toString().getBytes(UTF_8)));
    assertThat(endpoint.query(written))
        .as("%s, seed %d", type.sql(), seed)
        .isEqualTo(endpoint.query(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 65_535, 65_536, 65_537, 100_000})
  void manyTextsInADictionary_areToldApart(int texts) throws IOException {
    String table =
        insert(
            IntStream.range(0, texts + 10).boxed().toList(),
            column("n UInt32", (n, to) -> to.whole(n)),
            column("text LowCardinality(String)", (n, to) -> to.text("text " + n % texts)),
            column(
                "list Array(LowCardinality(String))",
                (n, to) -> to.texts(List.of("list " + n % texts, "list 0"))));
    assertThat(
            endpoint.query(
                ("SELECT count(), uniqExact(text), countIf(text != 'text ' || toString(n %% %1$d)),"
                        + " countIf(list != ['list ' || toString(n %% %1$d), 'list 0']) FROM %2$s")
                    .formatted(texts, table)))
        .isEqualTo(texts + 10 + "\t" + texts + "\t0\t0");
  }

  @Test
  void noRows_addNothing() throws IOException {
    String table =
        insert(
            List.<Integer>of(),
            column("n UInt32", (n, to) -> to.whole(n)),
            column("text LowCardinality(String)", (n, to) -> to.text("")),
            column("list Array(LowCardinality(String))", (n, to) -> to.size(0)));
    assertThat(endpoint.query("SELECT count() FROM " + table)).isEqualTo("0");
  }

  @Test
  void emptyLists_areRead_beforeAnotherColumn() throws IOException {
    String table =
        insert(
            List.of(1, 2, 3),
            column("a Array(LowCardinality(String))", (n, to) -> to.size(0)),
            column("b Map(LowCardinality(String), LowCardinality(String))", (n, to) -> to.size(0)),
            column(
                "c Map(LowCardinality(String), Map(LowCardinality(String), Int64))",
                (n, to) -> to.size(0)),
            column("n UInt8", (n, to) -> to.whole(n)));
    assertThat(endpoint.query("SELECT * FROM " + table + " ORDER BY n"))
        .isEqualTo("[]\t{}\t{}\t1\n[]\t{}\t{}\t2\n[]\t{}\t{}\t3");
  }

  @Test
  void realNumbers_keepTheirBits() throws IOException {
    List<Double> rows =
        List.of(
            0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, -Double.MAX_VALUE);
    String table = insert(rows, column("r Float64", (real, to) -> to.real(real)));
    assertThat(endpoint.query("SELECT reinterpretAsInt64(r) FROM " + table))
        .isEqualTo(
            rows.stream()
                .map(real -> Long.toString(Double.doubleToRawLongBits(real)))
                .collect(Collectors.joining("\n")));
  }

  @Test
  void largeValues_comeWhole() throws IOException {
    int size = 24 << 20;
    String text = "ab".repeat(size / 2);
    String table =
        insert(
            List.of(0, 1, 2, 3),
            column("n UInt8", (n, to) -> to.whole(n)),
            column("text String", (n, to) -> to.text(n % 2 == 0 ? text : "small")),
            column("bytes String", (n, to) -> to.bytes(ByteString.copyFrom(new byte[n << 20]))));
    assertThat(
            endpoint.query(
                "SELECT n, length(text), text = if(n % 2 = 0, repeat(repeat('ab', 1024), "
                    + size / 2048
                    + "), 'small'), length(bytes) FROM "
                    + table
                    + " ORDER BY n SETTINGS max_block_size = 1"))
        .isEqualTo(
            "0\t%1$d\t1\t0\n1\t5\t1\t1048576\n2\t%1$d\t1\t2097152\n3\t5\t1\t3145728"
                .formatted(size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "zstd", "none"})
  void bytesThatCannotBeCompressed_comeAsTheyAre(String compression) throws IOException {
    long seed = System.nanoTime();
    byte[] noise = new byte[300_000];
    new Random(seed).nextBytes(noise);
    try (ClickHouseServer other = connect(compression)) {
      String table = table(List.of("noise String"));
      RowBlock<byte[]> block =
          new RowBlock<>(
              layout(
                  table,
                  List.of(column("noise String", (n, to) -> to.bytes(ByteString.copyFrom(n))))));
      block.add(noise);
      other.insertOnce(block, "noise");
      assertThat(endpoint.query("SELECT lower(hex(noise)) FROM " + table))
          .as("seed %d", seed)
          .isEqualTo(HEX.formatHex(noise));
    }
  }

  /** Makes a table and inserts rows into it. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  private static <R> String insert(List<R> rows, Column<R>... columns) throws IOException {
    String table = table(Stream.of(columns).map(Column::sql).toList());
    RowBlock<R> block = new RowBlock<>(layout(table, List.of(columns)));
    rows.forEach(block::add);
    server.insertOnce(block, table);
    return table;
  }

  private static String table(List<String> columns) throws IOException {
    String table = "t" + TABLES.incrementAndGet();
    endpoint.query(
        "CREATE TABLE " + table + " (" + String.join(", ", columns) + ") ENGINE = Memory");
    return table;
  }

  private static ClickHouseServer connect(String compression) {
    return new ClickHouseServer(
        ClickHouseSettings.of(
            new StorageSettings(
                Map.of(
                    "url", endpoint.url().toString(),
                    "user", endpoint.user(),
                    "password", endpoint.password(),
                    "database", endpoint.database(),
                    "compression", compression),
                Optional.empty())));
  }

  private static <R> Column<R> column(String sql, BiConsumer<R, ColumnWriter> fill) {
    return new Column<>(sql, fill);
  }

  private static <R> RowLayout<R> layout(String table, List<Column<R>> columns) {
    RowLayout.Builder<R> layout =
        new RowLayout.Builder<>(table, columns.stream().map(Column::described).toList());
    columns.forEach(column -> layout.column(column.described().name(), column.fill()));
    return layout.build();
  }

  /** A column, and how it is filled. */
  private record Column<R>(String sql, BiConsumer<R, ColumnWriter> fill) {

    TableColumns.Column described() {
      String[] parts = sql.split(" ", 2);
      return new TableColumns.Column(parts[0], parts[1]);
    }
  }
}
