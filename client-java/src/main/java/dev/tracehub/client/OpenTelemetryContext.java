/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenTelemetry's current span. Its API is an optional dependency: this class is loaded only
 * where it is there.
 */
final class OpenTelemetryContext implements ForeignContext {

  @Override
  public @Nullable TraceContext current() {
    SpanContext context = Span.current().getSpanContext();
    if (!context.isValid()) {
      return null;
    }
    String traceId = context.getTraceId();
    return new TraceContext(
        HexFormat.fromHexDigitsToLong(traceId, 0, 16),
        HexFormat.fromHexDigitsToLong(traceId, 16, 32),
        HexFormat.fromHexDigitsToLong(context.getSpanId()),
        context.getTraceFlags().asByte() & 0xFF,
        header(context.getTraceState()));
  }

  private static String header(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringJoiner members = new StringJoiner(",");
    state.forEach((key, value) -> members.add(key + "=" + value));
    return members.toString();
  }
}
