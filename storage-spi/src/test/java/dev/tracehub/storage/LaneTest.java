/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.StorageException.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final CountDownLatch gate = new CountDownLatch(1);
  private final Lane lane = new Lane("own", "test", 1);

  @AfterEach
  void close() {
    gate.countDown();
    lane.close();
  }

  @Test
  void run_fullQueue_overCapacityWithAHint() {
    List<CompletionStage<Boolean>> taken = new ArrayList<>();
    for (int i = 0; i < 1025; i++) {
      taken.add(lane.run(this::waitAtGate));
    }

    assertThat(failure(lane.run(this::waitAtGate)).family()).isEqualTo(Family.OVER_CAPACITY);
    assertThat(failure(lane.run(this::waitAtGate)).retryAfter()).isPresent();

    gate.countDown();
    taken.forEach(stage -> assertThat(stage.toCompletableFuture().join()).isTrue());
    assertThat(lane.run(() -> 1).toCompletableFuture().join()).isEqualTo(1);
  }

  @Test
  void run_afterClose_internal() {
    lane.close();

    StorageException failure = failure(lane.run(() -> 1));

    assertThat(failure.family()).isEqualTo(Family.INTERNAL);
    assertThat(failure).hasMessage("the own store is closed");
  }

  @Test
  void run_anyFailure_isAStorageException() {
    StorageException refused = StorageException.invalid("question");
    OutOfMemoryError error = new OutOfMemoryError("test");

    assertThat(failure(throwing(refused))).isSameAs(refused);
    assertThat(failure(throwing(new IllegalStateException("x"))).family())
        .isEqualTo(Family.INTERNAL);
    assertThat(failure(throwing(error)).family()).isEqualTo(Family.INTERNAL);
    assertThat(failure(throwing(error))).hasCause(error);
  }

  private CompletionStage<Object> throwing(Throwable thrown) {
    return lane.run(
        () -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        });
  }

  private boolean waitAtGate() {
    try {
      gate.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static StorageException failure(CompletionStage<?> stage) {
    List<StorageException> failures = new ArrayList<>();
    assertThatThrownBy(() -> stage.toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(StorageException.class, failures::add);
    return failures.get(0);
  }
}
