/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of an OTLP trace request, their attributes apart: most of a request are attributes, and
 * most of these are read once and dropped.
 */
public final class OtlpRequest {

  private static final FieldSplitter REQUEST =
      FieldSplitter.ofAll(
          ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER,
          ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);
  private static final FieldSplitter RESOURCE =
      FieldSplitter.ofAll(
          ResourceSpans.SCOPE_SPANS_FIELD_NUMBER, ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
  private static final FieldSplitter SCOPE =
      FieldSplitter.ofAll(ScopeSpans.SPANS_FIELD_NUMBER, ScopeSpans.SPANS_FIELD_NUMBER);
  private static final FieldSplitter SPAN =
      FieldSplitter.ofAll(Span.ATTRIBUTES_FIELD_NUMBER, Span.ATTRIBUTES_FIELD_NUMBER);

  private final List<OfResource> resources;

  private OtlpRequest(List<OfResource> resources) {
    this.resources = resources;
  }

  /** A resource; its message has no scopes. */
  record OfResource(ResourceSpans message, List<OfScope> scopes) {}

  /** A scope; its message has no spans. */
  record OfScope(ScopeSpans message, List<OtlpSpan> spans) {}

  /** A span; its message has no attributes. */
  record OtlpSpan(Span message, List<OtlpAttribute> attributes) {}

  /** Parses a serialised {@link ExportTraceServiceRequest}. */
  public static OtlpRequest parseFrom(byte[] request) throws InvalidProtocolBufferException {
    List<OfResource> resources = new ArrayList<>(1);
    REQUEST.parse(
        request,
        0,
        request.length,
        ExportTraceServiceRequest.newBuilder(),
        (field, bytes, from, to) -> resources.add(resource(bytes, from, to)));
    return new OtlpRequest(resources);
  }

  private static OfResource resource(byte[] resource, int resourceFrom, int resourceTo)
      throws InvalidProtocolBufferException {
    ResourceSpans.Builder message = ResourceSpans.newBuilder();
    List<OfScope> scopes = new ArrayList<>(1);
    RESOURCE.parse(
        resource,
        resourceFrom,
        resourceTo,
        message,
        (field, bytes, from, to) -> scopes.add(scope(bytes, from, to)));
    return new OfResource(message.build(), scopes);
  }

  private static OfScope scope(byte[] scope, int scopeFrom, int scopeTo)
      throws InvalidProtocolBufferException {
    ScopeSpans.Builder message = ScopeSpans.newBuilder();
    List<OtlpSpan> spans = new ArrayList<>();
    SCOPE.parse(
        scope,
        scopeFrom,
        scopeTo,
        message,
        (field, bytes, from, to) -> spans.add(span(bytes, from, to)));
    return new OfScope(message.build(), spans);
  }

  private static OtlpSpan span(byte[] span, int spanFrom, int spanTo)
      throws InvalidProtocolBufferException {
    Span.Builder message = Span.newBuilder();
    List<OtlpAttribute> attributes = new ArrayList<>();
    SPAN.parse(
        span,
        spanFrom,
        spanTo,
        message,
        (field, bytes, from, to) -> attributes.add(OtlpAttribute.parse(bytes, from, to)));
    return new OtlpSpan(message.build(), attributes);
  }

  List<OfResource> resources() {
    return resources;
  }
}
