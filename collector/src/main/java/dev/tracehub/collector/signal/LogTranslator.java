/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import dev.tracehub.collector.dialect.Attributes;
import dev.tracehub.collector.dialect.Ids;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns OTLP log records into events of their traces. Nothing is lost: attributes keep their names,
 * and what has no field of its own in the model stands beside them under {@code otel.log.*}, {@code
 * otel.scope.*} and {@code otel.resource.*}. Records without a trace were rejected before and are
 * left out.
 */
public final class LogTranslator {

  /** The attribute of an event that holds the body of its log record. */
  public static final String BODY = "otel.log.body";

  private static final String SERVICE = "service.name";
  private static final String EVENT_NAME = "event.name";
  private static final String UNNAMED = "log";

  private LogTranslator() {}

  /** The events of a request, in its order. */
  public static List<SpanEvent> events(ExportLogsServiceRequest request) {
    List<SpanEvent> events = new ArrayList<>();
    for (ResourceLogs resource : request.getResourceLogsList()) {
      Map<String, AttributeValue> shared = new LinkedHashMap<>();
      String service = readResource(resource, shared);
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        Map<String, AttributeValue> ofScope = new LinkedHashMap<>(shared);
        readScope(scope, ofScope);
        for (LogRecord log : scope.getLogRecordsList()) {
          if (Ids.isValid(log.getTraceId(), 16)) {
            events.add(event(events.size(), log, service, ofScope));
          }
        }
      }
    }
    return events;
  }

  /** Reads the attributes of a resource; answers the service. */
  private static String readResource(ResourceLogs resource, Map<String, AttributeValue> into) {
    String service = "";
    for (KeyValue attribute : resource.getResource().getAttributesList()) {
      if (attribute.getKey().equals(SERVICE) && attribute.getValue().hasStringValue()) {
        service = attribute.getValue().getStringValue();
      } else {
        into.put("otel.resource." + attribute.getKey(), Attributes.of(attribute.getValue()));
      }
    }
    putText(into, "otel.resource.schema_url", resource.getSchemaUrl());
    return service;
  }

  private static void readScope(ScopeLogs logs, Map<String, AttributeValue> into) {
    InstrumentationScope scope = logs.getScope();
    for (KeyValue attribute : scope.getAttributesList()) {
      into.put("otel.scope." + attribute.getKey(), Attributes.of(attribute.getValue()));
    }
    putText(into, "otel.scope.name", scope.getName());
    putText(into, "otel.scope.version", scope.getVersion());
    putText(into, "otel.scope.schema_url", logs.getSchemaUrl());
  }

  private static SpanEvent event(
      int index, LogRecord log, String service, Map<String, AttributeValue> shared) {
    SpanEvent.Builder event =
        SpanEvent.newBuilder()
            .setTraceId(Ids.hex(log.getTraceId()))
            .setEventId(ContentIds.of(index, service, log))
            .setType(SpanEventType.SPAN_EVENT_TYPE_LOG)
            .setName(name(log))
            .setAuthor(service)
            .putAllAttributes(shared);
    if (Ids.isValid(log.getSpanId(), 8)) {
      event.setSpanId(Ids.hex(log.getSpanId()));
    }
    for (KeyValue attribute : log.getAttributesList()) {
      event.putAttributes(attribute.getKey(), Attributes.of(attribute.getValue()));
    }
    putFields(log, event);
    return event.build();
  }

  private static void putFields(LogRecord log, SpanEvent.Builder event) {
    long time = log.getTimeUnixNano();
    long observed = log.getObservedTimeUnixNano();
    event.setTimeUnixNano(time == 0 ? observed : time);
    if (time != 0) {
      putNumber(event, "otel.log.observed_time_unix_nano", observed);
    }
    if (log.hasBody()) {
      event.putAttributes(BODY, Attributes.of(log.getBody()));
    }
    putNumber(event, "otel.log.severity_number", log.getSeverityNumberValue());
    if (!log.getSeverityText().isEmpty()) {
      event.putAttributes("otel.log.severity_text", Attributes.ofText(log.getSeverityText()));
    }
    putNumber(event, "otel.log.flags", log.getFlags());
    putNumber(event, "otel.log.dropped_attributes_count", log.getDroppedAttributesCount());
  }

  /** Events had their names in an attribute before log records had a field for them. */
  private static String name(LogRecord log) {
    if (!log.getEventName().isEmpty()) {
      return log.getEventName();
    }
    for (KeyValue attribute : log.getAttributesList()) {
      String text = attribute.getValue().getStringValue();
      if (attribute.getKey().equals(EVENT_NAME) && !text.isEmpty()) {
        return text;
      }
    }
    return UNNAMED;
  }

  private static void putNumber(SpanEvent.Builder event, String name, long number) {
    if (number != 0) {
      event.putAttributes(name, Attributes.ofPlain(number));
    }
  }

  private static void putText(Map<String, AttributeValue> into, String name, String text) {
    if (!text.isEmpty()) {
      into.put(name, Attributes.ofText(text));
    }
  }
}
