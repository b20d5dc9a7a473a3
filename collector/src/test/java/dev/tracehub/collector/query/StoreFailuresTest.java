/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageException;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.Measure;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers see when the store fails, or says nothing. */
class StoreFailuresTest {

  /** Answers all methods but the tail, which asks no store. */
  private static final String REQUEST =
      """
      {"trace_id": "0af7651916cd43dd8448eb211c80319c", "span_id": "b7ad6b7169203331",
       "time_range": %s, "measures": ["MEASURE_COUNT"]}
      """;

  static Stream<String> methods() {
    return GenericCalls.methods().stream().filter(method -> !method.equals("TailSpans"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_ofABrokenStore_isUnavailable(String method) throws Exception {
    StatusRuntimeException failure =
        failure(method, StorageException.internal("password of the database"));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(failure).hasMessageNotContaining("password");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_ofABusyStore_isToBeTriedAgain(String method) throws Exception {
    StatusRuntimeException failure =
        failure(method, StorageException.overCapacity("busy", Duration.ofSeconds(3)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_thatTheStoreRefuses_isInvalid(String method) throws Exception {
    StatusRuntimeException failure =
        failure(method, StorageException.invalid("cursor: x (expected: y)"));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure).hasMessageContaining("cursor: x (expected: y)");
  }

  @Test
  void deadline_ofACallerIsKept_andALateAnswerHarmsNobody() {
    CompletableFuture<Object> late = new CompletableFuture<>();
    try (QueryFixture fixture =
        new QueryFixture(ScriptedStorage.answering(late), QueryLimits.DEFAULTS)) {
      StatusRuntimeException failure =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  fixture
                      .as("acme")
                      .withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                      .aggregate(
                          AggregateRequest.newBuilder()
                              .setTimeRange(Ranges.DAY)
                              .addMeasures(Measure.MEASURE_COUNT)
                              .build()));

      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      late.completeExceptionally(StorageException.internal("late"));
      await().until(fixture::isIdle);
    }
  }

  private static StatusRuntimeException failure(String method, StorageException error)
      throws Exception {
    Storage storage = ScriptedStorage.answering(CompletableFuture.failedStage(error));
    String range = JsonFormat.printer().print(Ranges.DAY);
    try (QueryFixture fixture = new QueryFixture(storage, QueryLimits.DEFAULTS)) {
      Channel channel = ClientInterceptors.intercept(fixture.channel, QueryFixture.key("acme"));
      return catchThrowableOfType(
          StatusRuntimeException.class,
          () -> GenericCalls.callLeniently(channel, method, REQUEST.formatted(range)));
    }
  }
}
