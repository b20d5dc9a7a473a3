/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Payload;
import dev.tracehub.v1.SpanEvent;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of model calls that is not in their spans but in events beside them, as
 * OpenTelemetry's log records are. What such an event means stands in {@code fields.tsv}, where it
 * is the same for events inside spans. A function of the events and the mapping. Immutable, hence
 * thread-safe.
 */
public final class EventContents {

  private static final KeyValue MODEL_CALL =
      KeyValue.newBuilder()
          .setKey("tracehub.span.type")
          .setValue(AnyValue.newBuilder().setStringValue("LLM"))
          .build();

  private final Mapping mapping;

  private EventContents(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * The two sides of a call.
   *
   * @param input what went in; null when no event tells
   * @param output what came out; null when no event tells
   */
  public record Contents(@Nullable Payload input, @Nullable Payload output) {

    static final Contents NONE = new Contents(null, null);
  }

  /**
   * Contents by the tables among the resources.
   *
   * @throws IllegalArgumentException when a line of a table is wrong; the message names it
   */
  public static EventContents create() {
    return new EventContents(Mapping.load());
  }

  /** Whether the event can be part of a call's content. */
  public boolean isPart(SpanEvent event) {
    return mapping.event(event.getName()) != null;
  }

  /**
   * The content that the events of one span tell.
   *
   * @param events in the order in which they happened
   */
  public Contents of(List<SpanEvent> events) {
    Span.Builder span = Span.newBuilder();
    for (SpanEvent event : events) {
      if (isPart(event)) {
        span.addEvents(otlp(event));
      }
    }
    if (span.getEventsCount() == 0) {
      return Contents.NONE;
    }
    SpanReader reader =
        new SpanReader(
            mapping, new OtlpRequest.OtlpSpan(span.build(), List.of(OtlpAttribute.of(MODEL_CALL))));
    reader.read(List.of());
    Payloads payloads = new Payloads(reader);
    return new Contents(sized(payloads.input()), sized(payloads.output()));
  }

  private static Span.Event otlp(SpanEvent event) {
    return Span.Event.newBuilder()
        .setName(event.getName())
        .setTimeUnixNano(event.getTimeUnixNano())
        .addAllAttributes(Attributes.toOtlp(event.getAttributesMap()))
        .build();
  }

  private static @Nullable Payload sized(@Nullable Payload payload) {
    if (payload == null) {
      return null;
    }
    int size = payload.hasText() ? payload.getTextBytes().size() : payload.getData().size();
    return payload.toBuilder().setSizeBytes(size).build();
  }
}
