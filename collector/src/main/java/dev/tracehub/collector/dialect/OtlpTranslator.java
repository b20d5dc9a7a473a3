/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns OTLP trace requests into the model, whatever dialect their attributes speak. A function of
 * the request and the mapping's version. Immutable, hence thread-safe.
 *
 * <p>Nothing is lost: an attribute leaves the attributes only when a field tells it in full, and
 * token numbers keep their own names in {@code Usage.raw}. Events, links, trace state, flags and
 * dropped counts are taken over; attributes of the scope stand beside the span's under {@code
 * otel.scope.*}. Spans without valid ids are left out: they were rejected before.
 */
public final class OtlpTranslator {

  private final Mapping mapping;

  private OtlpTranslator(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * A translator with the tables among the resources.
   *
   * @throws IllegalArgumentException when a line of a table is wrong; the message names it
   */
  public static OtlpTranslator create() {
    return new OtlpTranslator(Mapping.load());
  }

  /** The version of the mapping: spans read by different versions may read differently. */
  public int mappingVersion() {
    return mapping.version();
  }

  /** The spans of a request. */
  public Translation translate(OtlpRequest request) {
    List<Span.Builder> finished = new ArrayList<>();
    List<Span.Builder> started = new ArrayList<>(0);
    for (OtlpRequest.OfResource ofResource : request.resources()) {
      ResourceReader resource = new ResourceReader(mapping, ofResource.message());
      for (OtlpRequest.OfScope ofScope : ofResource.scopes()) {
        ScopeReader scope = new ScopeReader(mapping, resource, ofScope.message());
        for (OtlpRequest.OtlpSpan span : ofScope.spans()) {
          if (Ids.isValid(span.message().getTraceId(), 16)
              && Ids.isValid(span.message().getSpanId(), 8)) {
            translate(scope, span, finished, started);
          }
        }
      }
    }
    return new Translation(finished, started);
  }

  private void translate(
      ScopeReader scope,
      OtlpRequest.OtlpSpan otlp,
      List<Span.Builder> finished,
      List<Span.Builder> started) {
    SpanReader reader = new SpanReader(mapping, otlp);
    reader.read(scope.resource().candidates());
    boolean pending = reader.reading().flag(Field.PENDING);
    Span.Builder span = new SpanWriter(mapping, scope, otlp.message(), reader).write();
    if (pending) {
      started.add(PendingSpan.announced(span, reader.reading()));
    } else {
      finished.add(span);
    }
  }
}
