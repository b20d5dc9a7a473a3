/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Event;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Renders exceptions as OpenTelemetry's "exception" event. Costly: for the worker's thread. */
final class ExceptionEvents {

  /** What an exception adds to a span before it has been rendered: a guess. */
  static final int ESTIMATED_BYTES = 4_096;

  private static final String MESSAGE = "exception.message";
  private static final String STACK_TRACE = "exception.stacktrace";

  private ExceptionEvents() {}

  static Event of(Throwable thrown, long epochNanos, Privacy privacy) {
    return Event.newBuilder()
        .setName("exception")
        .setTimeUnixNano(epochNanos)
        .putAttributes("exception.type", text(thrown.getClass().getName()))
        .putAttributes(
            MESSAGE, masked(MESSAGE, message(thrown, privacy), TextLimits.MESSAGE, privacy))
        .putAttributes(
            STACK_TRACE,
            masked(STACK_TRACE, stackTrace(thrown, privacy), TextLimits.STACK_TRACE, privacy))
        .build();
  }

  private static AttributeValue masked(String key, String text, int length, Privacy privacy) {
    return text(privacy.text("events." + key, text, length));
  }

  /** The message, to be masked; an exception whose own method fails must not cost the span. */
  static String message(Throwable thrown, Privacy privacy) {
    try {
      String message = thrown.getMessage();
      return Texts.message(message, privacy);
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static String stackTrace(Throwable thrown, Privacy privacy) {
    StringWriter text = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException e) {
      text.append("(not available: ").append(e.getClass().getName()).append(')');
    }
    return Texts.cut(text.toString(), TextLimits.STACK_TRACE + privacy.overlap());
  }

  private static AttributeValue text(String value) {
    return AttributeValue.newBuilder().setStringValue(value).build();
  }
}
