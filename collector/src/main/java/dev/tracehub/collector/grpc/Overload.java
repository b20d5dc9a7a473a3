/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.v1.BatchReceipt;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells overload, which costs one batch a delay, from failures that end a stream. */
final class Overload {

  private Overload() {}

  /**
   * The receipt of a batch that was not taken because of overload.
   *
   * @throws StatusRuntimeException the error itself when it is another one
   */
  static BatchReceipt receipt(BatchReceipt.Builder names, @Nullable Throwable error) {
    StatusRuntimeException failure =
        Answers.failure(error == null ? new IllegalStateException("no receipt") : error);
    return retryDelay(failure)
        .map(delay -> names.setRetryAfter(delay).build())
        .orElseThrow(() -> failure);
  }

  private static Optional<Duration> retryDelay(StatusRuntimeException failure) {
    Status status = StatusProto.fromThrowable(failure);
    if (status == null || status.getCode() != Code.RESOURCE_EXHAUSTED_VALUE) {
      return Optional.empty();
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        try {
          return Optional.of(detail.unpack(RetryInfo.class).getRetryDelay());
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
