/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.QueryServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Refuses questions while the store is being rebuilt from the journal: an answer from half of the
 * data would look like a whole one. Ingest goes on meanwhile.
 */
final class ReplayGate implements ServerInterceptor {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DoubleSupplier progress;

  /** A gate that opens for good when the progress reaches 1. */
  ReplayGate(DoubleSupplier progress) {
    this.progress = progress;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    double done = progress.getAsDouble();
    if (done >= 1
        || !QueryServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
      return next.startCall(call, headers);
    }
    StatusRuntimeException refusal =
        Failures.unavailable(
            "REPLAYING",
            String.format(
                Locale.ROOT, "the store is being rebuilt from the journal: %.0f%%", 100 * done),
            RETRY);
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }
}
