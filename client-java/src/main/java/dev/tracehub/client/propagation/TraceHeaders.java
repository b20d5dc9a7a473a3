/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.propagation;

import dev.tracehub.client.TraceContext;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads {@code traceparent} and {@code tracestate}. What cannot be read is absent:
 * nothing throws because of a header.
 */
public final class TraceHeaders {

  /** Name of the header that has the place of the span: {@value}. */
  public static final String TRACEPARENT = "traceparent";

  /** Name of the header that has what vendors add: {@value}. */
  public static final String TRACESTATE = "tracestate";

  private TraceHeaders() {}

  /** Writes the headers that make the receiver's span a child. */
  public static <C> void inject(TraceContext context, C carrier, HeaderSetter<C> setter) {
    setter.set(carrier, TRACEPARENT, context.traceparent());
    if (!context.traceState().isEmpty()) {
      setter.set(carrier, TRACESTATE, context.traceState());
    }
  }

  /**
   * Reads the headers. Several {@code traceparent} headers are as good as none; several {@code
   * tracestate} headers are one list.
   */
  public static <C> Optional<TraceContext> extract(C carrier, HeaderGetter<C> getter) {
    List<String> parents = getter.getAll(carrier, TRACEPARENT);
    if (parents.size() != 1) {
      return Optional.empty();
    }
    String state = String.join(",", getter.getAll(carrier, TRACESTATE));
    return TraceContext.parse(parents.get(0), state);
  }
}
