/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.otel;

import dev.tracehub.v1.Event;
import dev.tracehub.v1.InstrumentationScope;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.StatusCode;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;

/** An OpenTelemetry span as one of ours. */
final class SpanConversion {

  private SpanConversion() {}

  static Span of(SpanData data) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(data.getTraceId())
            .setSpanId(data.getSpanId())
            .setName(data.getName().isBlank() ? "span" : data.getName())
            .setKind(kind(data))
            .setStartTimeUnixNano(data.getStartEpochNanos())
            .setEndTimeUnixNano(data.getEndEpochNanos())
            .setFlags(data.getSpanContext().getTraceFlags().asByte() & 0xFF)
            .setTraceState(OpenTelemetrySpans.header(data.getSpanContext().getTraceState()))
            .setScope(scope(data));
    if (data.getParentSpanContext().isValid()) {
      span.setParentSpanId(data.getParentSpanId());
    }
    status(span, data);
    Map<String, Object> attributes = AttributeConversion.map(data.getAttributes());
    SpanFields.move(attributes, span);
    attributes.forEach((key, value) -> span.putAttributes(key, AttributeConversion.value(value)));
    Map<String, Object> resource = AttributeConversion.map(data.getResource().getAttributes());
    SpanFields.moveResource(resource, span);
    resource.forEach(
        (key, value) -> span.putResourceAttributes(key, AttributeConversion.value(value)));
    data.getEvents().forEach(event -> span.addEvents(event(event)));
    data.getLinks().forEach(link -> span.addLinks(link(link)));
    dropped(span, data);
    return span.build();
  }

  private static SpanKind kind(SpanData data) {
    return switch (data.getKind()) {
      case INTERNAL -> SpanKind.SPAN_KIND_INTERNAL;
      case SERVER -> SpanKind.SPAN_KIND_SERVER;
      case CLIENT -> SpanKind.SPAN_KIND_CLIENT;
      case PRODUCER -> SpanKind.SPAN_KIND_PRODUCER;
      case CONSUMER -> SpanKind.SPAN_KIND_CONSUMER;
    };
  }

  private static InstrumentationScope scope(SpanData data) {
    String version = data.getInstrumentationScopeInfo().getVersion();
    return InstrumentationScope.newBuilder()
        .setName(data.getInstrumentationScopeInfo().getName())
        .setVersion(version == null ? "" : version)
        .build();
  }

  private static void status(Span.Builder span, SpanData data) {
    switch (data.getStatus().getStatusCode()) {
      case OK -> span.getStatusBuilder().setCode(StatusCode.STATUS_CODE_OK);
      case ERROR ->
          span.getStatusBuilder()
              .setCode(StatusCode.STATUS_CODE_ERROR)
              .setMessage(data.getStatus().getDescription());
      case UNSET -> {}
    }
  }

  private static Event event(EventData data) {
    Event.Builder event =
        Event.newBuilder()
            .setName(data.getName())
            .setTimeUnixNano(data.getEpochNanos())
            .setDroppedAttributes(data.getDroppedAttributesCount());
    AttributeConversion.map(data.getAttributes())
        .forEach((key, value) -> event.putAttributes(key, AttributeConversion.value(value)));
    return event.build();
  }

  private static Link link(LinkData data) {
    SpanContext other = data.getSpanContext();
    Link.Builder link =
        Link.newBuilder()
            .setTraceId(other.getTraceId())
            .setSpanId(other.getSpanId())
            .setFlags(other.getTraceFlags().asByte() & 0xFF)
            .setTraceState(OpenTelemetrySpans.header(other.getTraceState()))
            .setDroppedAttributes(
                Math.max(0, data.getTotalAttributeCount() - data.getAttributes().size()));
    AttributeConversion.map(data.getAttributes())
        .forEach((key, value) -> link.putAttributes(key, AttributeConversion.value(value)));
    return link.build();
  }

  private static void dropped(Span.Builder span, SpanData data) {
    int attributes = data.getTotalAttributeCount() - data.getAttributes().size();
    int events = data.getTotalRecordedEvents() - data.getEvents().size();
    int links = data.getTotalRecordedLinks() - data.getLinks().size();
    if (attributes > 0 || events > 0 || links > 0) {
      span.getDroppedBuilder()
          .setAttributes(Math.max(0, attributes))
          .setEvents(Math.max(0, events))
          .setLinks(Math.max(0, links));
    }
  }
}
