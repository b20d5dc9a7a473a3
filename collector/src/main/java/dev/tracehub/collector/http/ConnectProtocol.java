/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.errors.Failures;
import io.grpc.CallOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What unary and streaming calls of the Connect protocol have in common. */
final class ConnectProtocol {

  private static final String VERSION_HEADER = "Connect-Protocol-Version";
  private static final String TIMEOUT_HEADER = "Connect-Timeout-Ms";
  private static final Pattern TIMEOUT = Pattern.compile("\\d{1,10}");

  private ConnectProtocol() {}

  /** Clients need not say which version they speak, but there is one only. */
  static void requireVersion(Exchange exchange) {
    String version = exchange.header(VERSION_HEADER);
    if (!version.isEmpty() && !version.equals("1")) {
      throw Failures.invalid(VERSION_HEADER, "UNKNOWN_VERSION", version + " (expected: 1)");
    }
  }

  /** The deadline that the caller sets, or one after the given time. */
  static CallOptions deadline(Exchange exchange, Duration otherwise) {
    String timeout = exchange.header(TIMEOUT_HEADER);
    if (timeout.isEmpty()) {
      return after(otherwise.toMillis());
    }
    if (!TIMEOUT.matcher(timeout).matches()) {
      throw Failures.invalid(
          TIMEOUT_HEADER, "INVALID_TIMEOUT", timeout + " (expected: 1 to 10 digits)");
    }
    return after(Long.parseLong(timeout));
  }

  private static CallOptions after(long millis) {
    return CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
  }
}
