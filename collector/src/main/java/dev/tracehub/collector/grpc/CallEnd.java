/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.errors.Answers;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Ends calls. The caller sees to it that a call ends once. */
final class CallEnd {

  private CallEnd() {}

  static <T> void answer(ServerCall<?, T> call, T response) {
    call.sendHeaders(new Metadata());
    call.sendMessage(response);
    call.close(Status.OK, new Metadata());
  }

  static void fail(ServerCall<?, ?> call, Throwable error) {
    StatusRuntimeException failure = Answers.failure(error);
    Metadata trailers = failure.getTrailers();
    call.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
  }
}
