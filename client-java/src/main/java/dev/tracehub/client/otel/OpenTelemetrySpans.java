/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.otel;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.context.Scope;
import java.util.StringJoiner;

/**
 * Shows spans to OpenTelemetry as if they had come from another process: what OpenTelemetry starts
 * below becomes their child, and its propagators carry them on. The other direction needs no call:
 * a span that has no parent of ours becomes a child of OpenTelemetry's current span.
 */
public final class OpenTelemetrySpans {

  private OpenTelemetrySpans() {}

  /**
   * Makes a span OpenTelemetry's current span on this thread. Close the scope on the same thread;
   * the end of the span does not.
   */
  @SuppressWarnings("MustBeClosedChecker") // the caller closes it
  public static Scope makeCurrent(LiveSpan span) {
    return Span.wrap(contextOf(span.context())).makeCurrent();
  }

  /** A span's place as OpenTelemetry has it. */
  public static SpanContext contextOf(TraceContext context) {
    return SpanContext.createFromRemoteParent(
        context.traceId(),
        context.spanIdHex(),
        TraceFlags.fromByte((byte) context.flags()),
        state(context.traceState()));
  }

  /** The header of a state; empty when there is none. */
  static String header(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringJoiner members = new StringJoiner(",");
    state.forEach((key, value) -> members.add(key + "=" + value));
    return members.toString();
  }

  private static TraceState state(String header) {
    TraceStateBuilder state = TraceState.builder();
    String[] members = header.isEmpty() ? new String[0] : header.split(",");
    // The builder puts each new member in front.
    for (int i = members.length - 1; i >= 0; i--) {
      int sign = members[i].indexOf('=');
      if (sign > 0) {
        state.put(members[i].substring(0, sign).strip(), members[i].substring(sign + 1));
      }
    }
    return state.build();
  }
}
