/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectMeterTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final ProjectMeter meter = new ProjectMeter();
  private Instant now = NOON;

  @Test
  void noQuota_everythingIsTaken() {
    for (int i = 0; i < 1000; i++) {
      assertThat(take(Quota.NONE, 10_000, 1 << 20)).isEmpty();
    }
    assertThat(meter.use(now).records()).isEqualTo(10_000_000);
    assertThat(meter.use(now).bytesToday()).isEqualTo(1000L << 20);
  }

  @Test
  void rate_holdsInTheLongRun_whateverTheSizeOfBatches() {
    Quota quota = new Quota(100, 0);
    for (int size : new int[] {1, 7, 100, 950}) {
      ProjectMeter fresh = new ProjectMeter();
      long taken = 0;
      for (int millis = 0; millis < 600_000; millis += 10) {
        if (fresh.take("shop", quota, size, 1, NOON.plusMillis(millis)).isEmpty()) {
          taken += size;
        }
      }
      assertThat(taken).as("batches of %d", size).isBetween(60_000L - size, 60_100L + size);
    }
  }

  @Test
  void overRate_saysWhenToComeBack_andThenThereIsRoom() {
    Quota quota = new Quota(100, 0);
    assertThat(take(quota, 350, 1)).isEmpty();

    StatusRuntimeException refusal = take(quota, 1, 1).orElseThrow();

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("project shop: more than 100 spans per second: try again later");
    Duration wait = retry(refusal);
    assertThat(wait).isEqualTo(Duration.ofMillis(2510));
    now = now.plus(wait).minusMillis(1);
    assertThat(take(quota, 1, 1)).isPresent();
    now = now.plusMillis(1);
    assertThat(take(quota, 1, 1)).isEmpty();
    assertThat(meter.use(now).refusedRecords()).isEqualTo(2);
    assertThat(meter.use(now).records()).isEqualTo(351);
  }

  @Test
  void day_isOverAtMidnightOfUtc() {
    Quota quota = new Quota(0, 1000);
    assertThat(take(quota, 1, 999)).isEmpty();
    assertThat(take(quota, 1, 500)).isEmpty();

    StatusRuntimeException refusal = take(quota, 1, 1).orElseThrow();
    assertThat(refusal.getStatus().getDescription()).contains("more than 1000 bytes on this day");
    assertThat(retry(refusal)).isEqualTo(Duration.ofMinutes(1));
    now = Instant.parse("2026-11-21T23:59:59.500Z");
    assertThat(retry(take(quota, 1, 1).orElseThrow())).isEqualTo(Duration.ofMillis(500));
    now = Instant.parse("2026-11-22T00:00:00Z");
    assertThat(take(quota, 1, 1)).isEmpty();
    assertThat(meter.use(now).bytesToday()).isEqualTo(1);
  }

  @Test
  void givenBack_isFreeAgain() {
    Quota quota = new Quota(100, 1000);
    assertThat(take(quota, 100, 1000)).isEmpty();
    assertThat(take(quota, 1, 1)).isPresent();

    meter.giveBack(100, 1000, now);

    assertThat(take(quota, 1, 1)).isEmpty();
    assertThat(meter.use(now).records()).isEqualTo(1);
    assertThat(meter.use(now).bytesToday()).isEqualTo(1);
  }

  @Test
  void resumed_countsOnOnTheSameDayOnly() {
    ProjectMeters meters = new ProjectMeters();
    long day = NOON.getEpochSecond() / 86_400;
    meters.resume("shop", day, 900);
    meters.resume("old", day - 1, 900);

    assertThat(meters.use("shop", NOON).bytesToday()).isEqualTo(900);
    assertThat(meters.use("old", NOON).bytesToday()).isZero();
    assertThat(meters.use("unknown", NOON).bytesToday()).isZero();
  }

  private Optional<StatusRuntimeException> take(Quota quota, long records, long bytes) {
    return meter.take("shop", quota, records, bytes, now);
  }

  private static Duration retry(StatusRuntimeException refusal) {
    try {
      var delay =
          StatusProto.fromThrowable(refusal).getDetails(1).unpack(RetryInfo.class).getRetryDelay();
      return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
