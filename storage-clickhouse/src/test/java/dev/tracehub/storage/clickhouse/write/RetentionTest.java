/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Retention;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.testkit.TestSpans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The class of retention decides the part that a row is in, and a part goes as a whole. */
class RetentionTest {

  private static final long NOW = TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond());

  private final TestClickHouse.Database database = TestClickHouse.createDatabase();
  private final WriterFixture store = new WriterFixture(database.endpoint());

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  @Test
  void changedClass_isAnotherPartition() {
    store.write(span(1, 0, Retention.DAYS_90));
    store.write(span(2, 0, Retention.DAYS_30));
    LocalDate today = Instant.ofEpochSecond(0, NOW).atZone(ZoneOffset.UTC).toLocalDate();
    assertThat(partitions()).isEqualTo("(30,\\'%1$s\\')\n(90,\\'%1$s\\')".formatted(today));
    assertThat(store.sql("SELECT count(), uniqExact(retention_days) FROM red_1m"))
        .isEqualTo("2\t2");
  }

  @Test
  void recordsOfOneBlock_areKeptEachItsTime() {
    store.write(span(1, 0, Retention.DAYS_90), span(2, 0, Retention.AS_SET));
    assertThat(
            store.sql("SELECT groupArray(d) FROM (SELECT retention_days d FROM spans ORDER BY d)"))
        .isEqualTo("[90,400]");
  }

  @Test
  void sameBlockAgain_addsNothing() {
    Block block = new Block("again", List.of(span(1, 0, Retention.DAYS_90)));
    store.write(block);
    store.sql("TRUNCATE TABLE blocks");
    store.write(block);
    assertThat(store.sql("SELECT count(), any(retention_days) FROM spans")).isEqualTo("1\t90");
    assertThat(store.sql("SELECT sum(calls) FROM red_1m")).isEqualTo("1");
  }

  @Test
  void expiredPart_isDroppedWhole() {
    store.sql("SYSTEM STOP TTL MERGES spans");
    store.write(span(1, 10, Retention.DAYS_7));
    store.write(span(2, 10, Retention.DAYS_30));
    store.sql("SYSTEM START TTL MERGES spans");
    store.sql("ALTER TABLE spans MATERIALIZE TTL SETTINGS mutations_sync = 1");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(partitions()).startsWith("(30,").doesNotContain("(7,"));
    assertThat(store.sql("SELECT groupArray(retention_days) FROM spans")).isEqualTo("[30]");
  }

  private String partitions() {
    return store.sql(
        "SELECT DISTINCT partition FROM system.parts WHERE active AND rows > 0 AND table = 'spans'"
            + " AND database = currentDatabase() ORDER BY partition");
  }

  private static StoredRecord span(long span, int daysAgo, Retention retention) {
    return TestSpans.finished(TestSpans.at(1, span, NOW - TimeUnit.DAYS.toNanos(daysAgo)))
        .keptFor(retention);
  }
}
