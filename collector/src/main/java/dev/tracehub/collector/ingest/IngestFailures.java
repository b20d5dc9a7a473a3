/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.journal.JournalFailedException;
import dev.tracehub.collector.journal.JournalFullException;
import dev.tracehub.collector.wire.WireFault;
import dev.tracehub.v1.RejectionCode;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What callers are told when a whole batch fails. */
final class IngestFailures {

  /** When to come back while there is no room in memory: it frees up with the next syncs. */
  static final Duration BUSY_RETRY = Duration.ofMillis(500);

  /** When to come back while the journal is full: the store has to catch up. */
  static final Duration FULL_RETRY = Duration.ofSeconds(10);

  private static final Duration FAILED_RETRY = Duration.ofSeconds(30);

  private IngestFailures() {}

  /** The bytes are no message, or one over a limit: coming back does not help. */
  static StatusRuntimeException ofFault(Protocol protocol, WireFault fault) {
    String field = fault.field().isEmpty() ? protocol.message() : fault.field();
    String reason = fault.code().name().substring("REJECTION_CODE_".length());
    return fault.code() == RejectionCode.REJECTION_CODE_TOO_LARGE
        ? Failures.failure(Code.RESOURCE_EXHAUSTED, reason, field + ": " + fault.reason())
        : Failures.invalid(field, reason, fault.reason());
  }

  /** Too much is on its way already. */
  static StatusRuntimeException busy(long limit) {
    return Failures.overloaded(
        "INGEST_BUSY",
        "more than " + limit + " bytes are on their way to the journal: try again later",
        BUSY_RETRY);
  }

  /** The project sends faster than it may. */
  static StatusRuntimeException overRate(String project, long rate, Duration retry) {
    return Failures.overloaded(
        "QUOTA_SPANS_PER_SECOND",
        "project %s: more than %d spans per second: try again later".formatted(project, rate),
        retry);
  }

  /** The project has sent as much today as it may. */
  static StatusRuntimeException overDay(String project, long bytes, Duration retry) {
    return Failures.overloaded(
        "QUOTA_BYTES_PER_DAY",
        "project %s: more than %d bytes on this day of UTC: try again later"
            .formatted(project, bytes),
        retry);
  }

  static StatusRuntimeException closed() {
    return unavailable("SHUTTING_DOWN", "the collector is shutting down", Duration.ofSeconds(1));
  }

  /** The journal did not take the batch, or something broke on the way to it. */
  static StatusRuntimeException ofThrowable(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof StatusRuntimeException status) {
      return status;
    }
    if (cause instanceof JournalFullException) {
      return Failures.overloaded("JOURNAL_FULL", "journal: " + cause.getMessage(), FULL_RETRY);
    }
    if (cause instanceof JournalFailedException) {
      return unavailable(
          "JOURNAL_FAILED", "the journal has failed: nothing is acknowledged", FAILED_RETRY);
    }
    return Failures.failure(Code.INTERNAL, "INGEST_FAILED", "the batch could not be taken");
  }

  private static StatusRuntimeException unavailable(String reason, String message, Duration retry) {
    return Failures.failure(
        Code.UNAVAILABLE,
        reason,
        message,
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(retry.toMillis())).build());
  }
}
