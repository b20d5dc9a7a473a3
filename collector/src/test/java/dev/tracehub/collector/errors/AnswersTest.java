/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import dev.tracehub.storage.StorageException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void failure_keepsStatuses() {
    StatusRuntimeException status = Failures.invalid("a.b", "BAD", "1 (expected: 2)");

    assertThat(Answers.failure(new CompletionException(status))).isSameAs(status);
    assertThat(Answers.failure(new StatusException(Status.ABORTED)).getStatus())
        .isEqualTo(Status.ABORTED);
  }

  @Test
  void failure_saysWhoMustAct() {
    assertThat(Answers.failure(StorageException.invalid("no")).getStatus().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(Answers.failure(StorageException.internal("down")).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void failure_carriesTheStoresHint() throws Exception {
    StatusRuntimeException failure =
        Answers.failure(StorageException.overCapacity("busy", Duration.ofMillis(2500)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    RetryInfo hint =
        StatusProto.fromThrowable(failure).getDetailsList().stream()
            .filter(detail -> detail.is(RetryInfo.class))
            .findFirst()
            .orElseThrow()
            .unpack(RetryInfo.class);
    assertThat(hint.getRetryDelay().getSeconds()).isEqualTo(2);
    assertThat(hint.getRetryDelay().getNanos()).isEqualTo(500_000_000);
  }

  @Test
  void failure_hidesWhatIsOurFault() {
    StatusRuntimeException failure = Answers.failure(new IllegalStateException("select secret"));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(failure).hasMessageNotContaining("secret");
  }
}
