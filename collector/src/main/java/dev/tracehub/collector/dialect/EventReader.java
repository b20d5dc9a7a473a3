/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.SpanType;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the events of a span tell about its fields. The events themselves stay. */
final class EventReader {

  private final Mapping mapping;
  private final Span span;
  private final SpanType type;
  private final Reading reading;
  private final Map<Binding, List<Object>> lists = new LinkedHashMap<>();

  EventReader(Mapping mapping, Span span, SpanType type, Reading reading) {
    this.mapping = mapping;
    this.span = span;
    this.type = type;
    this.reading = reading;
  }

  void read() {
    for (Span.Event event : span.getEventsList()) {
      EventRule rule = mapping.event(event.getName());
      if (rule != null) {
        readAttributes(rule, event);
        readTime(rule, event);
        readMessage(rule, event);
      }
    }
    lists.forEach(
        (binding, values) -> {
          Object value = binding.field().form() == Form.PAYLOAD ? JsonText.of(values) : values;
          reading.offer(binding, value, Reading.NOWHERE);
        });
  }

  private void readAttributes(EventRule rule, Span.Event event) {
    rule.attributes()
        .forEach(
            (binding, name) -> {
              Object value = wanted(binding) ? told(event, name) : null;
              if (value == null) {
                return;
              }
              if (binding.field().form() == Form.TEXTS) {
                lists.computeIfAbsent(binding, b -> new ArrayList<>()).add(value);
              } else {
                reading.offer(binding, value, Reading.NOWHERE);
              }
            });
  }

  private boolean wanted(Binding binding) {
    return binding.condition().appliesTo(type) && reading.canWin(binding);
  }

  /** What an event tells under a name, be it an attribute or a member of its body. */
  private @Nullable Object told(Span.Event event, String name) {
    Object attribute = value(event, name);
    if (attribute == null && body(event) instanceof AnyValue body) {
      for (KeyValue member : body.getKvlistValue().getValuesList()) {
        if (member.getKey().equals(name)) {
          return Plain.of(member.getValue());
        }
      }
    }
    return attribute;
  }

  private @Nullable Object body(Span.Event event) {
    for (String name : mapping.bodies()) {
      Object body = value(event, name);
      if (body != null) {
        return body;
      }
    }
    return null;
  }

  private static @Nullable Object value(Span.Event event, String name) {
    for (KeyValue attribute : event.getAttributesList()) {
      if (attribute.getKey().equals(name)) {
        return Plain.of(attribute.getValue());
      }
    }
    return null;
  }

  private void readTime(EventRule rule, Span.Event event) {
    long since = event.getTimeUnixNano() - span.getStartTimeUnixNano();
    for (Binding binding : rule.times()) {
      if (since > 0 && wanted(binding)) {
        reading.put(binding, since, Reading.NOWHERE);
      }
    }
  }

  private void readMessage(EventRule rule, Span.Event event) {
    for (Binding binding : rule.messages()) {
      if (wanted(binding)) {
        lists.computeIfAbsent(binding, b -> new ArrayList<>()).add(message(event));
      }
    }
  }

  /** The body of an event as one message, or its attributes when it has none. */
  private Object message(Span.Event event) {
    Object body = body(event);
    if (body == null) {
      return message(event, event.getAttributesList());
    }
    if (body instanceof AnyValue any && any.hasKvlistValue()) {
      return message(event, any.getKvlistValue().getValuesList());
    }
    if (body instanceof String text && JsonText.isDocument(text)) {
      return new JsonText.Raw(text);
    }
    Map<String, Object> message = role(event);
    message.put("content", body);
    return message;
  }

  private static Map<String, Object> message(Span.Event event, List<KeyValue> members) {
    Map<String, Object> message = role(event);
    for (KeyValue attribute : members) {
      Object value = Plain.of(attribute.getValue());
      if (value instanceof String text && JsonText.isDocument(text)) {
        value = new JsonText.Raw(text);
      }
      if (value != null) {
        message.put(attribute.getKey(), value);
      }
    }
    return message;
  }

  /** The name of an event (gen_ai.user.message) tells the role. */
  private static Map<String, Object> role(Span.Event event) {
    Map<String, Object> message = new LinkedHashMap<>();
    String[] words = event.getName().split("\\.", -1);
    if (words.length == 3) {
      message.put("role", words[1]);
    }
    return message;
  }
}
