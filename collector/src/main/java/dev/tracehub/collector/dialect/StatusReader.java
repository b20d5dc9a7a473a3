/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a span ended, in its dialect's way. */
final class StatusReader {

  /** Logfire's levels are those of OpenTelemetry logs: from here on it is an error. */
  private static final int LOGFIRE_ERROR = 17;

  private StatusReader() {}

  static @Nullable Status read(Span span, Reading reading) {
    StatusCode code = code(span, reading);
    Status.Builder status = Status.newBuilder().setCode(code);
    status.setMessage(message(span, reading, code));
    if (code == StatusCode.STATUS_CODE_ERROR) {
      status.setErrorType(reading.text(Field.ERROR_TYPE));
    }
    Status read = status.build();
    return read.equals(Status.getDefaultInstance()) ? null : read;
  }

  /** What OTLP's own status says where the dialect says something else. */
  static Map<String, AttributeValue> overruled(Span span, Status written) {
    Map<String, AttributeValue> overruled = new HashMap<>(0);
    String message = span.getStatus().getMessage();
    if (!message.isEmpty() && !message.equals(written.getMessage())) {
      overruled.put("otel.status_description", Attributes.ofText(message));
    }
    if (span.getStatus().getCode()
            == io.opentelemetry.proto.trace.v1.Status.StatusCode.STATUS_CODE_OK
        && written.getCode() != StatusCode.STATUS_CODE_OK) {
      overruled.put("otel.status_code", Attributes.ofText("OK"));
    }
    return overruled;
  }

  private static StatusCode code(Span span, Reading reading) {
    if (reading.peek(Field.LEVEL).equals("ERROR") || isLogfireError(reading)) {
      return StatusCode.STATUS_CODE_ERROR;
    }
    return switch (span.getStatus().getCode()) {
      case STATUS_CODE_OK -> StatusCode.STATUS_CODE_OK;
      case STATUS_CODE_ERROR -> StatusCode.STATUS_CODE_ERROR;
      default ->
          reading.has(Field.FAILURE)
              ? StatusCode.STATUS_CODE_ERROR
              : StatusCode.STATUS_CODE_UNSPECIFIED;
    };
  }

  private static boolean isLogfireError(Reading reading) {
    // Read without use: the level says more than the status code, so the attribute stays.
    return reading.payload(Field.LEVEL_NUMBER) instanceof Long level && level >= LOGFIRE_ERROR;
  }

  private static String message(Span span, Reading reading, StatusCode code) {
    String told = reading.text(Field.STATUS_MESSAGE);
    if (!told.isEmpty()) {
      return told;
    }
    String message = span.getStatus().getMessage();
    return message.isEmpty() && code == StatusCode.STATUS_CODE_ERROR
        ? reading.text(Field.EXCEPTION_MESSAGE)
        : message;
  }
}
