/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Span;
import java.util.Map;

/** One span through the translator. */
final class Translated {

  private static final OtlpTranslator TRANSLATOR = OtlpTranslator.create();

  private Translated() {}

  static Span of(Map<String, ?> attributes) {
    return of("", Otlp.span(attributes));
  }

  static Span of(String scope, Map<String, ?> attributes) {
    return of(scope, Otlp.span(attributes));
  }

  static Span of(String scope, io.opentelemetry.proto.trace.v1.Span.Builder span) {
    return TRANSLATOR.translate(Otlp.request(scope, span)).finished().get(0).build();
  }
}
