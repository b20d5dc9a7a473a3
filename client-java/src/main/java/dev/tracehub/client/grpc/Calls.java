/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.grpc;

import dev.tracehub.client.LiveSpan;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/** What both interceptors need. */
final class Calls {

  private static final String OWN_SERVICES = "tracehub.v1.";

  private Calls() {}

  /** Whether a call brings spans to the collector: a span of it would bring forth the next. */
  static boolean isOwn(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName().startsWith(OWN_SERVICES);
  }

  /** Describes the call in the names of OpenTelemetry's conventions for RPC. */
  static void describe(LiveSpan span, MethodDescriptor<?, ?> method) {
    span.attribute("rpc.system", "grpc").attribute("rpc.method", method.getFullMethodName());
  }

  /** Ends the span with the status of its call. Only the first call counts. */
  static void end(LiveSpan span, Status status) {
    span.attribute("rpc.grpc.status_code", status.getCode().value());
    if (!status.isOk()) {
      String description = status.getDescription();
      span.error(status.getCode().name(), description == null ? "" : description);
    }
    span.end();
  }

  static void set(Metadata headers, String name, String value) {
    Metadata.Key<String> key = key(name);
    headers.discardAll(key);
    headers.put(key, value);
  }

  static List<String> getAll(Metadata headers, String name) {
    Iterable<String> values = headers.getAll(key(name));
    List<String> all = new ArrayList<>();
    if (values != null) {
      values.forEach(all::add);
    }
    return all;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
