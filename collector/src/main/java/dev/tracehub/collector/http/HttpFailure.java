/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeoutException;

/** A refusal whose HTTP status says more than any gRPC code. */
final class HttpFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient StatusRuntimeException rpc;

  private HttpFailure(int status, StatusRuntimeException rpc) {
    super(rpc.getMessage(), rpc, false, false);
    this.status = status;
    this.rpc = rpc;
  }

  static HttpFailure notFound(String path) {
    return of(404, Code.UNIMPLEMENTED, "NOT_FOUND", path + ": there is nothing here");
  }

  static HttpFailure wrongMethod(String method, String expected) {
    return of(
        405,
        Code.UNIMPLEMENTED,
        "METHOD_NOT_ALLOWED",
        "method: " + method + " (expected: " + expected + ")");
  }

  static HttpFailure wrongMediaType(String found, String expected) {
    return of(
        415,
        Code.INVALID_ARGUMENT,
        "UNSUPPORTED_MEDIA_TYPE",
        "content-type: \"" + cut(found) + "\" (expected: " + expected + ")");
  }

  static HttpFailure wrongEncoding(String found) {
    return of(
        415,
        Code.INVALID_ARGUMENT,
        "UNSUPPORTED_ENCODING",
        "content-encoding: \"" + cut(found) + "\" (expected: gzip or identity)");
  }

  /** The body could not be read to its end: it came too slowly, or broken. */
  static HttpFailure unreadBody(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return of(
          408,
          Code.DEADLINE_EXCEEDED,
          "BODY_TOO_SLOW",
          "the body did not arrive in time; try again");
    }
    return of(
        400, Code.INVALID_ARGUMENT, "BODY_INCOMPLETE", "the body is broken or ends too early");
  }

  int status() {
    return status;
  }

  StatusRuntimeException rpc() {
    return rpc;
  }

  private static HttpFailure of(int status, Code code, String reason, String message) {
    return new HttpFailure(status, Failures.failure(code, reason, message));
  }

  private static String cut(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
