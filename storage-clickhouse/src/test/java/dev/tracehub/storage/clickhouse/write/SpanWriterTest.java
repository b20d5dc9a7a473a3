/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.WriteResult.Rejected;
import dev.tracehub.storage.testkit.TestSpans;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of records in ClickHouse. */
class SpanWriterTest {

  private static final String LONG_TEXT = "x".repeat(300);
  private static final CollectorFacts.Builder COUNTED =
      CollectorFacts.newBuilder().setUsageRole(UsageRole.USAGE_ROLE_COUNTED);
  private static final long HOUR = 3600 * TestSpans.SECOND;

  private static TestClickHouse.Database database;
  private static WriterFixture store;

  @BeforeAll
  static void open() {
    database = TestClickHouse.createDatabase();
    store = new WriterFixture(database.endpoint());
  }

  @BeforeEach
  void empty() {
    store.empty();
  }

  @AfterAll
  static void close() {
    store.close();
    database.close();
  }

  @Test
  void everySort_oneRowEach_andOnceUnderTheToken() {
    Block block =
        new Block(
            "the same",
            List.of(
                TestSpans.finished(TestSpans.call(1, 1)),
                TestSpans.started(TestSpans.span(1, 2)),
                TestSpans.event(TestSpans.event(1, 1, "e", 1)),
                TestSpans.judgement(TestSpans.evaluation(1, 1, "v", 1)),
                new StoredRecord.Metric(
                    TestSpans.PROJECT,
                    MetricPoint.newBuilder()
                        .setName("m")
                        .putLabels("a", "1")
                        .putLabels("b", "2")
                        .setTimeUnixNano(TestSpans.NOON)
                        .build()),
                new StoredRecord.Job(
                    TestSpans.PROJECT,
                    JobUpdate.newBuilder().setJobId("j").setTimeUnixNano(TestSpans.NOON).build()),
                TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED)));
    assertThat(store.write(block)).isEqualTo(new WriteResult(7, 0, List.of()));
    assertThat(store.write(block)).isEqualTo(new WriteResult(0, 7, List.of()));
    for (String table :
        List.of(
            "spans",
            "started_spans",
            "span_events",
            "evaluations",
            "metric_points",
            "job_updates",
            "blocks")) {
      assertThat(store.sql("SELECT count() FROM " + table)).as(table).isEqualTo("1");
    }
    assertThat(store.sql("SELECT usage_role, hex(trace_id), span_id FROM spans"))
        .isEqualTo("REPEATED\t72616365800000000000000000000001\t1");
    assertThat(store.sql("SELECT labels FROM metric_points")).isEqualTo("{'a':'1','b':'2'}");
  }

  @Test
  void columns_sayWhatTheSpanSays() {
    store.write(
        TestSpans.finished(
            TestSpans.call(1, 1)
                .setParentSpanId("00000000000000ff")
                .addTags("b")
                .addTags("a")
                .putAttributes("text", AttributeValue.newBuilder().setStringValue("v").build())
                .putAttributes("whole", AttributeValue.newBuilder().setIntValue(-7).build())
                .putAttributes("real", AttributeValue.newBuilder().setDoubleValue(0.5).build())
                .putAttributes("flag", AttributeValue.newBuilder().setBoolValue(true).build())
                .putAttributes("none", AttributeValue.getDefaultInstance())
                .setInput(Payload.newBuilder().setText("x".repeat(300)).setSizeBytes(300))
                .setOutput(Payload.newBuilder().setText("short").setSizeBytes(5))));
    assertThat(
            store.sql(
                "SELECT parent_span_id, toUnixTimestamp64Nano(start) - "
                    + TestSpans.NOON
                    + ", ended, duration_ns, type, name, model, usage_fields, input_tokens,"
                    + " total_tokens, usage_role, cost_state, has_cost, cost, tags, attr_str,"
                    + " attr_int, attr_dbl, attr_bool, attr_other FROM spans"))
        .isEqualTo(
            "255\t1000000000\ttrue\t100000000\tLLM\tchat\tgpt-4o-2024-08-06\t35\t100\t120"
                + "\tCOUNTED\tCOMPUTED\ttrue\t0.0027\t['b','a']\t{'text':'v'}\t{'whole':-7}"
                + "\t{'real':0.5}\t{'flag':true}\t['none']");
    assertThat(
            store.sql(
                "SELECT input_at, input_bytes, length(input_head), output_at, output_bytes,"
                    + " output_head FROM spans"))
        .isEqualTo("PAYLOADS\t300\t200\tHEAD\t5\tshort");
    assertThat(store.sql("SELECT side, is_text, size_said, length(body) FROM payloads"))
        .isEqualTo("INPUT\ttrue\ttrue\t300");
  }

  @Test
  void extra_ofAnOrdinaryCall_isEmpty() {
    store.write(
        TestSpans.finished(
            TestSpans.call(1, 1)
                .putAttributes("a", AttributeValue.newBuilder().setStringValue("v").build())
                .setInput(Payload.newBuilder().setText("in").setSizeBytes(2))));
    assertThat(store.sql("SELECT length(extra) FROM spans")).isEqualTo("0");
  }

  @Test
  void sameContent_duplicate_otherContent_conflict() {
    store.write(finished(1));
    assertThat(store.write(finished(1), finished(2))).isEqualTo(new WriteResult(1, 1, List.of()));
    WriteResult conflict = store.write(TestSpans.finished(TestSpans.span(1, 1).setName("other")));
    assertThat(conflict.rejected()).extracting(Rejected::conflict).containsExactly(true);
    assertThat(store.sql("SELECT count(), uniq(span_id) FROM spans")).isEqualTo("2\t2");
  }

  @Test
  void otherStart_conflict_withinADay() {
    store.write(TestSpans.finished(TestSpans.at(1, 1, TestSpans.NOON)));
    for (long away : List.of(1L, 7 * 60 * TestSpans.SECOND, -5 * HOUR, 13 * HOUR)) {
      WriteResult result =
          store.write(TestSpans.finished(TestSpans.at(1, 1, TestSpans.NOON + away)));
      assertThat(result.rejected()).as("%d ns away", away).hasSize(1);
    }
    assertThat(store.sql("SELECT count() FROM spans")).isEqualTo("1");
  }

  @Test
  void repeatedBlock_afterALaterOne_addsNothing() {
    Block first = new Block("first", List.of(finished(1), finished(2)));
    store.write(first);
    store.write(new Block("second", List.of(finished(2), finished(3))));
    assertThat(store.write(first)).isEqualTo(new WriteResult(0, 2, List.of()));
    assertThat(store.sql(WriterFixture.COUNTS)).isEqualTo("3\t3\t3\t3\t3");
  }

  @Test
  void blockOfManyDays_once() {
    List<StoredRecord> records = new ArrayList<>();
    // More days than ClickHouse's own limit of partitions, in the table that feeds no view.
    for (int day = 0; day <= 100; day++) {
      records.add(TestSpans.started(onDay(day)));
    }
    for (int day = 0; day < 3; day++) {
      records.add(TestSpans.finished(onDay(day)));
    }
    Block block = new Block("many days", records);
    assertThat(store.write(block).stored()).isEqualTo(104);
    store.write(block);
    assertThat(store.sql("SELECT count() FROM started_spans")).isEqualTo("101");
    assertThat(store.sql(WriterFixture.COUNTS)).isEqualTo("3\t3\t3\t3\t3");
  }

  @Test
  void lateRecordsOfAYear_inOneBlock_once() {
    int days = 390;
    List<StoredRecord> records = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      records.add(TestSpans.finished(onDay(day).setInput(Payload.newBuilder().setText(LONG_TEXT))));
    }
    Block block = new Block("a year", records);
    assertThat(store.write(block).stored()).isEqualTo(days);
    store.write(block);
    assertThat(store.sql(WriterFixture.COUNTS))
        .isEqualTo("%1$d\t%1$d\t%1$d\t%1$d\t%1$d".formatted(days));
    assertThat(store.sql("SELECT count() FROM payloads")).isEqualTo(Integer.toString(days));
    assertThat(store.sql("SELECT parts FROM blocks")).isEqualTo(Integer.toString(days));
  }

  @Test
  void blockWhoseTokenIsStillKnown_isWrittenAgain_anOlderOneIsNot() {
    Block block = new Block("lost", List.of(finished(1)));
    store.write(block);
    // As a server does that loses power before it wrote back.
    store.sql("TRUNCATE TABLE spans");
    noteParts("blocks of one day", 4_000);
    assertThat(store.write(block)).isEqualTo(new WriteResult(0, 1, List.of()));
    assertThat(store.sql("SELECT count() FROM spans")).isEqualTo("1");

    store.sql("TRUNCATE TABLE spans");
    // Few blocks, but of many days: each day takes a place in what a table remembers.
    noteParts("blocks of many days", 1_000);
    assertThat(store.write(block)).isEqualTo(new WriteResult(0, 1, List.of()));
    assertThat(store.sql("SELECT count() FROM spans")).isEqualTo("0");
  }

  private static void noteParts(String token, int parts) {
    store.sql(
        "INSERT INTO blocks (token, records, parts, stored_at) SELECT '%s', 1, %d, now()"
            .formatted(token, parts));
  }

  @Test
  void roleChange_ofSpanLongBefore_isFound() {
    store.write(TestSpans.finished(onDay(40).setCollector(COUNTED)));
    store.write(finished(2), TestSpans.roleChange(1, 41, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(store.sql("SELECT count(), any(role) FROM role_changes")).isEqualTo("1\tREPEATED");
  }

  @Test
  void roleChange_addsToSums_onceWhateverComesBetween() {
    store.write(TestSpans.finished(TestSpans.call(1, 1)));
    Block off =
        new Block("off", List.of(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED)));
    Block on = new Block("on", List.of(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_COUNTED)));
    assertThat(sums()).isEqualTo("1\t120\t0.0027");
    store.write(off);
    assertThat(sums()).isEqualTo("0\t0\t0");
    store.write(on);
    assertThat(sums()).isEqualTo("1\t120\t0.0027");
    store.write(off);
    store.write(on);
    assertThat(sums()).isEqualTo("1\t120\t0.0027");
    assertThat(store.sql("SELECT version, role, llm_calls FROM role_changes ORDER BY version"))
        .isEqualTo("1\tREPEATED\t-1\n2\tCOUNTED\t1");
  }

  @Test
  void roleChange_ofSpanNotHeld_noRow() {
    store.write(
        TestSpans.finished(TestSpans.call(1, 1)),
        TestSpans.roleChange(1, 2, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(store.sql("SELECT count() FROM role_changes")).isEqualTo("0");
  }

  @Test
  void roleChange_beforeItsSpan_noRow() {
    store.write(
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED),
        TestSpans.finished(TestSpans.call(1, 1)));
    assertThat(store.sql("SELECT count() FROM role_changes")).isEqualTo("0");
    assertThat(sums()).isEqualTo("1\t120\t0.0027");
  }

  @Test
  void idsThatEndWithZeros_areRecognised() {
    StoredRecord span =
        TestSpans.finished(
            TestSpans.span(1, 1)
                .setTraceId("72000000000000000000000000000000")
                .setSpanId("7200000000000000"));
    store.write(span);
    assertThat(store.write(span)).isEqualTo(new WriteResult(0, 1, List.of()));
  }

  @Test
  void wrongIds_costOnlyThemselves() {
    WriteResult result =
        store.write(
            TestSpans.finished(TestSpans.span(1, 1).setTraceId("no trace id")),
            finished(2),
            TestSpans.started(TestSpans.span(1, 4).setSpanId("")),
            TestSpans.finished(TestSpans.span(1, 5).setTraceId("ABCDEF".repeat(6).substring(4))));
    assertThat(result.stored()).isEqualTo(1);
    assertThat(result.rejected()).extracting(Rejected::index).containsExactly(0, 2, 3);
    assertThat(result.rejected()).extracting(Rejected::conflict).containsOnly(false);
  }

  @Test
  void rowThatTheServerRefuses_failsTheBlockAsInvalid() {
    store.sql("ALTER TABLE spans ADD CONSTRAINT no_poison CHECK name != 'poison'");
    Block block =
        new Block(
            "poisoned",
            List.of(finished(1), TestSpans.finished(TestSpans.span(1, 2).setName("poison"))));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.write(block))
        .satisfies(e -> assertThat(e.family()).isEqualTo(Family.INVALID));
    store.sql("ALTER TABLE spans DROP CONSTRAINT no_poison");
    assertThat(store.write(block).stored()).isEqualTo(2);
  }

  @Test
  void tooManyParts_isOverCapacity() {
    store.write(finished(1));
    store.sql("ALTER TABLE spans MODIFY SETTING parts_to_throw_insert = 1");
    try {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.write(finished(2)))
          .satisfies(
              e -> {
                assertThat(e.family()).isEqualTo(Family.OVER_CAPACITY);
                assertThat(e.retryAfter()).isPresent();
              });
    } finally {
      store.sql("ALTER TABLE spans RESET SETTING parts_to_throw_insert");
    }
    assertThat(store.write(finished(3)).stored()).isEqualTo(1);
  }

  private String sums() {
    String summary =
        store.sql("SELECT sum(llm_calls), sum(total_tokens), sum(cost) FROM trace_summary");
    assertThat(store.sql("SELECT sum(llm_calls), sum(total_tokens), sum(cost) FROM red_1m"))
        .isEqualTo(summary);
    assertThat(store.sql("SELECT sum(llm_calls), sum(total_tokens), sum(cost) FROM red_1h"))
        .isEqualTo(summary);
    return summary;
  }

  private static Span.Builder onDay(int day) {
    return TestSpans.at(1, day + 1, TestSpans.NOON - day * 24 * HOUR);
  }

  private static StoredRecord finished(int span) {
    Span.Builder builder = TestSpans.span(1, span);
    return TestSpans.finished(builder);
  }
}
