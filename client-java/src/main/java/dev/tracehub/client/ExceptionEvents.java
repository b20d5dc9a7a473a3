/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Event;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Renders exceptions as OpenTelemetry's "exception" event. Costly: for the worker's thread. */
final class ExceptionEvents {

  /** What an exception adds to a span before it has been rendered: a guess. */
  static final int ESTIMATED_BYTES = 4_096;

  private static final int MAX_STACK_TRACE = 16_000;

  private ExceptionEvents() {}

  static Event of(Throwable thrown, long epochNanos) {
    return Event.newBuilder()
        .setName("exception")
        .setTimeUnixNano(epochNanos)
        .putAttributes("exception.type", text(thrown.getClass().getName()))
        .putAttributes("exception.message", text(message(thrown)))
        .putAttributes("exception.stacktrace", text(stackTrace(thrown)))
        .build();
  }

  /** The message; an exception whose own method fails must not cost the span. */
  static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : Texts.message(message);
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException e) {
      text.append("(not available: ").append(e.getClass().getName()).append(')');
    }
    return Texts.cut(text.toString(), MAX_STACK_TRACE);
  }

  private static AttributeValue text(String value) {
    return AttributeValue.newBuilder().setStringValue(value).build();
  }
}
