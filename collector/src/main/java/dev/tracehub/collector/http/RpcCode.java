/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import java.util.Locale;

/** How the Connect protocol spells a code, and which HTTP status it has. */
enum RpcCode {
  CANCELLED(499),
  UNKNOWN(500),
  INVALID_ARGUMENT(400),
  DEADLINE_EXCEEDED(504),
  NOT_FOUND(404),
  ALREADY_EXISTS(409),
  PERMISSION_DENIED(403),
  RESOURCE_EXHAUSTED(429),
  FAILED_PRECONDITION(400),
  ABORTED(409),
  OUT_OF_RANGE(400),
  UNIMPLEMENTED(501),
  INTERNAL(500),
  UNAVAILABLE(503),
  DATA_LOSS(500),
  UNAUTHENTICATED(401);

  private final int httpStatus;

  RpcCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** The code of this number; UNKNOWN for numbers that are none. */
  static RpcCode of(int number) {
    Code code = Code.forNumber(number);
    if (code == null || code == Code.OK || code == Code.UNRECOGNIZED) {
      return UNKNOWN;
    }
    return valueOf(code.name());
  }

  int httpStatus() {
    return httpStatus;
  }

  String connectName() {
    return this == CANCELLED ? "canceled" : name().toLowerCase(Locale.ROOT);
  }
}
