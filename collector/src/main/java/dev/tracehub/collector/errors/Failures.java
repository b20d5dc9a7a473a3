/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.errors;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;

/** Makes the errors that callers see: a gRPC status with google.rpc details. */
public final class Failures {

  /** The domain of every ErrorInfo. */
  public static final String DOMAIN = "tracehub.dev";

  private Failures() {}

  /**
   * A field of the request is wrong.
   *
   * @param field its path in the request, e.g. {@code time_range.start}
   * @param reason UPPER_SNAKE, for programs
   * @param description the value and what was expected, for people
   */
  public static StatusRuntimeException invalid(String field, String reason, String description) {
    BadRequest details =
        BadRequest.newBuilder()
            .addFieldViolations(
                BadRequest.FieldViolation.newBuilder()
                    .setField(field)
                    .setReason(reason)
                    .setDescription(description))
            .build();
    return failure(Code.INVALID_ARGUMENT, reason, field + ": " + description, details);
  }

  /** Too much at present: the caller is to try again after the given time. */
  public static StatusRuntimeException overloaded(
      String reason, String message, Duration retryAfter) {
    return failure(Code.RESOURCE_EXHAUSTED, reason, message, retryInfo(retryAfter));
  }

  /** Not able to answer at present: the caller is to try again after the given time. */
  public static StatusRuntimeException unavailable(
      String reason, String message, Duration retryAfter) {
    return failure(Code.UNAVAILABLE, reason, message, retryInfo(retryAfter));
  }

  private static RetryInfo retryInfo(Duration retryAfter) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(retryAfter.getSeconds())
                .setNanos(retryAfter.getNano()))
        .build();
  }

  /** An error with a reason for programs, a message for people and further details. */
  public static StatusRuntimeException failure(
      Code code, String reason, String message, Message... details) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build()));
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }
}
