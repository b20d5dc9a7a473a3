/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import org.jspecify.annotations.Nullable;

/** The current span of another tracing library, to which spans without a parent of ours belong. */
@FunctionalInterface
interface ForeignContext {

  /** No other library. */
  ForeignContext NONE = () -> null;

  /** The other library's current span on this thread; null when there is none. */
  @Nullable TraceContext current();

  /** OpenTelemetry, if its API is on the class path. */
  static ForeignContext detect() {
    try {
      Class.forName(
          "io.opentelemetry.api.trace.Span", false, ForeignContext.class.getClassLoader());
      return new OpenTelemetryContext();
    } catch (ClassNotFoundException | LinkageError e) {
      return NONE;
    }
  }
}
