/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracehub.clickhouse.local.LossyProxy;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.testkit.TestSpans;
import dev.tracehub.v1.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A block whose answer was lost, whatever the server has of it, is written again and held once. */
class LostAnswerTest {

  private static final int SPANS = 2_000;

  private TestClickHouse.Database database;
  private LossyProxy proxy;
  private WriterFixture store;

  @BeforeEach
  void open() throws IOException {
    database = TestClickHouse.createDatabase();
    proxy = LossyProxy.before(database.endpoint().url(), 1);
    store =
        new WriterFixture(
            database.endpoint(),
            proxy.url(),
            Map.of("query_timeout", "20s", "compression", "none"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    proxy.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CUT_REQUEST, INSERT%20INTO%20spans%20",
    "LOSE_ANSWER, INSERT%20INTO%20spans%20",
    "CUT_REQUEST, INSERT%20INTO%20payloads%20",
    "LOSE_ANSWER, INSERT%20INTO%20payloads%20",
    "LOSE_ANSWER, INSERT INTO blocks"
  })
  void cutBlock_writtenAgain_isHeldOnce(LossyProxy.Fault fault, String request) {
    Block block = new Block("cut", records());
    proxy.failRequests(fault, request);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.write(block))
        .satisfies(failure -> assertThat(failure.family()).isEqualTo(Family.INTERNAL));
    assertThat(proxy.cutRequests() + proxy.lostAnswers()).isPositive();
    proxy.failRequests(LossyProxy.Fault.NONE, "");
    store.write(block);
    assertHeldOnce();
    assertThat(store.write(block)).isEqualTo(new WriteResult(0, SPANS, List.of()));
    assertHeldOnce();
  }

  private void assertHeldOnce() {
    assertThat(store.sql(WriterFixture.COUNTS))
        .isEqualTo("%1$d\t%1$d\t%1$d\t%1$d\t%1$d".formatted(SPANS));
    assertThat(store.sql("SELECT count(), uniq(span_id) FROM payloads"))
        .isEqualTo(SPANS + "\t" + SPANS);
  }

  /** With payloads that cannot be compressed away. */
  private static List<StoredRecord> records() {
    Random random = new Random(7);
    List<StoredRecord> records = new ArrayList<>();
    for (int i = 1; i <= SPANS; i++) {
      byte[] bytes = new byte[200];
      random.nextBytes(bytes);
      records.add(
          TestSpans.finished(
              TestSpans.call(i / 10, i)
                  .setInput(Payload.newBuilder().setText(HexFormat.of().formatHex(bytes)))));
    }
    return records;
  }
}
