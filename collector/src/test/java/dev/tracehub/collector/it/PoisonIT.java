/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.ListDeadLettersRequest;
import dev.tracehub.v1.ReplayDeadLettersRequest;
import dev.tracehub.v1.SendBatchResponse;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that ClickHouse refuses costs only itself, and comes in once the cause is gone. */
class PoisonIT {

  private static final int SPANS = 100;
  private static final int POISONED = 37;

  @TempDir private Path folder;

  private TestClickHouse.Database database;
  private Collector collector;
  private ManagedChannel channel;
  private AdminServiceBlockingStub admin;

  @BeforeEach
  void start() throws IOException {
    database = TestClickHouse.createDatabase();
    Map<String, String> values = new HashMap<>(ClickHouseSettings.of(database));
    values.put("grpc_port", "0");
    values.put("http_port", "0");
    values.put("data_dir", folder.toString());
    collector =
        Collector.start(
            Settings.of(values),
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
    admin = AdminServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    collector.close();
    database.close();
  }

  @Test
  void poisonedRow_isSetAsideWithItsReason_andReplayedAfterTheFix() throws IOException {
    awaitDrained(); // The tables are there.
    database.endpoint().query("ALTER TABLE spans ADD CONSTRAINT taste CHECK name != 'poison'");

    send();
    awaitDrained();

    assertThat(database.endpoint().query("SELECT count(), countIf(name = 'poison') FROM spans"))
        .isEqualTo((SPANS - 1) + "\t0");
    assertThat(database.endpoint().query("SELECT sum(calls) FROM red_1m"))
        .isEqualTo(Integer.toString(SPANS - 1));
    List<DeadLetter> letters =
        admin.listDeadLetters(ListDeadLettersRequest.getDefaultInstance()).getDeadLettersList();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).getReason()).contains("taste");
    assertThat(letters.get(0).getRecordId()).contains(spanId(POISONED));

    database.endpoint().query("ALTER TABLE spans DROP CONSTRAINT taste");
    assertThat(admin.replayDeadLetters(ReplayDeadLettersRequest.getDefaultInstance()).getReplayed())
        .isEqualTo(1);
    awaitDrained();

    assertThat(database.endpoint().query("SELECT count(), countIf(name = 'poison') FROM spans"))
        .isEqualTo(SPANS + "\t1");
    assertThat(database.endpoint().query("SELECT sum(calls) FROM red_1m"))
        .isEqualTo(Integer.toString(SPANS));
    assertThat(
            admin.listDeadLetters(ListDeadLettersRequest.getDefaultInstance()).getDeadLettersList())
        .isEmpty();
  }

  private void send() {
    TraceBatch.Builder batch = TraceBatch.newBuilder().setClientId("poison").setSequence(1);
    long start = (Instant.now().getEpochSecond() - 60) * 1_000_000_000L;
    for (int i = 0; i < SPANS; i++) {
      batch.addSpans(
          Span.newBuilder()
              .setTraceId("%032x".formatted(1 + i / 10))
              .setSpanId(spanId(i))
              .setName(i == POISONED ? "poison" : "food")
              .setStartTimeUnixNano(start + i)
              .setEndTimeUnixNano(start + 1_000_000));
    }
    SendBatchResponse response = TraceServiceGrpc.newBlockingStub(channel).sendBatch(batch.build());
    assertThat(response.getReceipt().getAccepted()).isEqualTo(SPANS);
  }

  private static String spanId(int index) {
    return "%016x".formatted(1 + index);
  }

  private void awaitDrained() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                admin
                        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
                        .getDrain()
                        .getLagBytes()
                    == 0);
  }
}
