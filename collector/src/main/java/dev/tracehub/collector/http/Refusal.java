/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.tracehub.collector.errors.Answers;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;

/**
 * An error as both protocols of this port tell it.
 *
 * @param httpStatus given when it does not follow from the code
 * @param status the code, the message and the details
 */
record Refusal(OptionalInt httpStatus, Status status) {

  /** The refusal for an error of whatever sort. */
  static Refusal of(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HttpFailure http) {
      return new Refusal(OptionalInt.of(http.status()), proto(http.rpc()));
    }
    return new Refusal(OptionalInt.empty(), proto(Answers.failure(cause)));
  }

  /** Adds what the answer's headers have to say about it. */
  void addHeaders(Exchange exchange) {
    retryAfterSeconds()
        .ifPresent(seconds -> exchange.with("Retry-After", Integer.toString(seconds)));
    if (RpcCode.of(status.getCode()) == RpcCode.UNAUTHENTICATED) {
      exchange.with("WWW-Authenticate", "Bearer realm=\"tracehub\"");
    }
  }

  /** Seconds after which the call may be tried again, at least 1; empty when it does not say. */
  OptionalInt retryAfterSeconds() {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        return OptionalInt.of(seconds(detail));
      }
    }
    return OptionalInt.empty();
  }

  private static int seconds(Any detail) {
    try {
      var delay = detail.unpack(RetryInfo.class).getRetryDelay();
      return (int) Math.max(1, delay.getSeconds() + (delay.getNanos() > 0 ? 1 : 0));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a detail of our own", e);
    }
  }

  private static Status proto(StatusRuntimeException failure) {
    Status status = StatusProto.fromThrowable(failure);
    if (status == null) {
      throw new IllegalStateException("no status", failure);
    }
    return status;
  }
}
