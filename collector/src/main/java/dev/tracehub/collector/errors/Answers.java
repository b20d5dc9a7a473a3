/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.errors;

import com.google.rpc.Code;
import dev.tracehub.storage.StorageException;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a stage ended with into the answer of a call. The one table of errors to statuses. */
public final class Answers {

  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /** Answers a unary call with the stage's value, or with {@link #failure} of its error. */
  public static <T> void complete(CompletionStage<T> stage, StreamObserver<T> observer) {
    stage.whenComplete(
        (value, error) -> {
          if (error != null) {
            observer.onError(failure(error));
            return;
          }
          observer.onNext(value);
          observer.onCompleted();
        });
  }

  /**
   * The status that callers see for an error. Statuses stay as they are; the cause of what is our
   * fault goes to the log and not over the wire.
   */
  public static StatusRuntimeException failure(Throwable error) {
    Throwable cause = unwrapped(error);
    if (cause instanceof StatusRuntimeException status) {
      return status;
    }
    if (cause instanceof StatusException status) {
      return new StatusRuntimeException(status.getStatus(), status.getTrailers());
    }
    if (cause instanceof StorageException storage) {
      return ofStorage(storage);
    }
    LOG.error("a call failed unexpectedly", cause);
    return Failures.failure(Code.INTERNAL, "INTERNAL", "the collector failed; see its log");
  }

  private static StatusRuntimeException ofStorage(StorageException error) {
    String message = String.valueOf(error.getMessage());
    return switch (error.family()) {
      case INVALID -> Failures.failure(Code.INVALID_ARGUMENT, "REFUSED_BY_STORE", message);
      case OVER_CAPACITY ->
          Failures.overloaded(
              "STORE_OVER_CAPACITY", message, error.retryAfter().orElse(DEFAULT_RETRY));
      case INTERNAL -> {
        LOG.warn("the store failed", error);
        yield Failures.failure(
            Code.UNAVAILABLE, "STORE_UNAVAILABLE", "the store does not answer; see the log");
      }
    };
  }

  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
