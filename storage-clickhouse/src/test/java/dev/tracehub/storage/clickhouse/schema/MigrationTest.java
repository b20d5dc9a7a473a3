/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tracehub.storage.clickhouse.schema.TableColumns.Column;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private static final Migration TWO =
      new Migration(
          1,
          "001-two.sql",
          """
          -- A comment; with a semicolon
          CREATE TABLE IF NOT EXISTS a${local} ${on_cluster} (x UInt8) ENGINE = ${replicated}MergeTree${everywhere}
          ORDER BY x SETTINGS ${dedup};
          -- distribute a by cityHash64(x, 1)

          SELECT ';' FROM a${local};
          """);

  @Test
  void statements_single_plain() {
    assertThat(TWO.statements(Topology.single()))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS a  (x UInt8) ENGINE = MergeTree\nORDER BY x"
                + " SETTINGS non_replicated_deduplication_window = 10000",
            "SELECT ';' FROM a");
  }

  @Test
  void statements_cluster_replicatedAndDistributed() {
    assertThat(TWO.statements(Topology.cluster("main")))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS a_local ON CLUSTER main (x UInt8) ENGINE ="
                + " ReplicatedMergeTree('/clickhouse/tables/{uuid}/everywhere',"
                + " '{shard}_{replica}')\nORDER BY x SETTINGS replicated_deduplication_window ="
                + " 10000",
            "SELECT ';' FROM a_local",
            "CREATE TABLE IF NOT EXISTS a ON CLUSTER main AS a_local ENGINE = Distributed(main,"
                + " currentDatabase(), a_local, cityHash64(x, 1))");
  }

  @Test
  void statements_cluster_addedColumnsOnTheShardsThenOverThem() {
    Migration adding =
        new Migration(
            1,
            "001-adding.sql",
            """
            ALTER TABLE a${local} ${on_cluster}
              ADD COLUMN IF NOT EXISTS y UInt8 CODEC(ZSTD(1)),
              ADD COLUMN IF NOT EXISTS z UInt8 CODEC(ZSTD(1));

            SELECT y FROM a;
            """);
    String columns =
        "  ADD COLUMN IF NOT EXISTS y UInt8 CODEC(ZSTD(1)),\n"
            + "  ADD COLUMN IF NOT EXISTS z UInt8 CODEC(ZSTD(1))";
    assertThat(adding.statements(Topology.single()))
        .containsExactly("ALTER TABLE a \n" + columns, "SELECT y FROM a");
    assertThat(adding.statements(Topology.cluster("main")))
        .containsExactly(
            "ALTER TABLE a_local ON CLUSTER main\n" + columns,
            "ALTER TABLE a ON CLUSTER main\n" + columns,
            "SELECT y FROM a");
  }

  @Test
  void statements_cluster_modifiedColumnOnTheShardsThenOverThem() {
    Migration modifying =
        new Migration(
            1,
            "001-modifying.sql",
            "ALTER TABLE a${local} ${on_cluster}\n  MODIFY COLUMN y UInt16 CODEC(ZSTD(1));\n");
    assertThat(modifying.statements(Topology.cluster("main")))
        .containsExactly(
            "ALTER TABLE a_local ON CLUSTER main\n  MODIFY COLUMN y UInt16 CODEC(ZSTD(1))",
            "ALTER TABLE a ON CLUSTER main\n  MODIFY COLUMN y UInt16 CODEC(ZSTD(1))");
  }

  @Test
  void statements_unknownPlaceholder_refused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new Migration(1, "001-x.sql", "SELECT ${y};").statements(Topology.single()))
        .withMessage("001-x.sql: unknown placeholder ${y}");
  }

  @Test
  void checksum_lineEndingsDoNotMatter_textDoes() {
    String checksum = new Migration(1, "a", "SELECT 1;\nSELECT 2;\n").checksum();
    assertThat(new Migration(1, "a", "SELECT 1;\r\nSELECT 2;\r\n").checksum()).isEqualTo(checksum);
    assertThat(new Migration(1, "a", "SELECT 1;\nSELECT 3;\n").checksum()).isNotEqualTo(checksum);
  }

  @Test
  void schema_versionsAreCounted() {
    List<Migration> migrations = Schema.migrations();
    assertThat(migrations)
        .extracting(Migration::version)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, migrations.size()).boxed().toList());
  }

  @Test
  void schema_everyTableAndViewTarget_remembersBlocks() {
    for (Topology topology : List.of(Topology.single(), Topology.cluster("main"))) {
      assertThat(Schema.migrations())
          .flatExtracting(migration -> migration.statements(topology))
          .filteredOn(statement -> statement.contains("MergeTree"))
          .isNotEmpty()
          .allMatch(statement -> statement.contains("deduplication_window = 10000"));
    }
  }

  @Test
  void columns_insertedOnesAlone() {
    assertThat(TableColumns.of("blocks"))
        .containsExactly(
            new Column("token", "String"),
            new Column("records", "UInt32"),
            new Column("parts", "UInt32"),
            new Column("stored_at", "DateTime('UTC')"));
    assertThat(TableColumns.of("spans"))
        .extracting(Column::name)
        .contains("trace_id", "extra")
        .endsWith("sample_weight", "sample_trace_spans")
        .doesNotContain("five_minutes", "model", "attr_items");
    assertThat(TableColumns.of("spans")).contains(new Column("sample_weight", "UInt32"));
    assertThat(TableColumns.of("spans"))
        .filteredOn(column -> column.name().equals("cost_state"))
        .singleElement()
        .matches(column -> column.type().endsWith("'ESTIMATED' = 4)"));
    assertThat(TableColumns.of("started_spans")).isEqualTo(TableColumns.of("spans"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableColumns.of("span"))
        .withMessageStartingWith("table: \"span\" (expected: one of ");
  }
}
