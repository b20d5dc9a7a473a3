/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the comparison is fair: our rows are what the writer writes, and all layouts agree. */
class SourceDataTest {

  private static final long SPANS = 2_400;

  @TempDir private static Path folder;

  private static LocalClickHouse clickHouse;
  private static Server server;
  private static Storage filled;
  private static Storage written;

  @BeforeAll
  static void fill() throws IOException {
    clickHouse = LocalClickHouse.start(LocalClickHouseOptions.in(folder));
    server = new Server(clickHouse.httpUrl());
    filled = QuestionBenchmark.store(clickHouse, "tracehub");
    written = QuestionBenchmark.store(clickHouse, "written");
    SourceData source =
        new SourceData(server, SPANS, new PrintStream(OutputStream.nullOutputStream()));
    assertThat(source.fill(7)).isFalse();
    assertThat(source.fill(SourceData.DAYS)).isTrue();
    assertThat(source.fill(SourceData.DAYS)).isTrue();
    source.settle();
  }

  @AfterAll
  static void close() throws IOException {
    filled.close();
    written.close();
    clickHouse.close();
  }

  @Test
  void fill_tracehub_asWriterWrites() {
    List<StoredRecord> records = new ArrayList<>();
    for (String row :
        server
            .run("SELECT DISTINCT project, lower(hex(trace_id)) FROM tracehub.spans")
            .lines()
            .toList()) {
      String[] fields = row.split("\t", -1);
      filled
          .traces()
          .trace(fields[0], TraceId.parse(fields[1]), PayloadView.FULL, 1_000)
          .toCompletableFuture()
          .join()
          .orElseThrow()
          .spans()
          .forEach(span -> records.add(new StoredRecord.Finished(fields[0], span)));
    }
    assertThat(records).hasSize((int) SPANS);
    written.writer().write(new Block("all", records)).toCompletableFuture().join();
    for (String table :
        List.of(
            "spans", "payloads", "trace_summary", "red_1m", "red_1h", "operations", "attr_keys")) {
      assertThat(rows("tracehub." + table)).as(table).isEqualTo(rows("written." + table));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trace_by_id",
        "newest_traces",
        "filtered_spans",
        "unique_attribute",
        "traces_of_user",
        "rare_word",
        "common_word",
        "models_24h",
        "models_30d",
        "latency_24h",
        "latency_30d"
      })
  void ask_everyLayout_sameNumberOfRows(String question) {
    StoreQuestions ours = new StoreQuestions(filled);
    for (Moment moment : Moment.some(server, 3)) {
      int answered = ours.ask(question, moment);
      assertThat(new SqlQuestions(server, Layout.OTEL_TRACES).ask(question, moment))
          .isEqualTo(answered);
      assertThat(new SqlQuestions(server, Layout.LANGFUSE_V3).ask(question, moment))
          .isEqualTo(answered);
    }
  }

  /** What is derived from the content alone, or from the block's name, is left out. */
  private static List<String> rows(String table) {
    String columns = table.endsWith("spans") ? " EXCEPT (content_hash, block)" : "";
    columns = table.endsWith("payloads") ? " EXCEPT (block)" : columns;
    return server
        .run("SELECT *" + columns + " FROM " + table + " FINAL ORDER BY ALL")
        .lines()
        .toList();
  }
}
