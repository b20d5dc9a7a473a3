/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All texts that a span says as it was sent, JSON inside them taken apart: a collector can only
 * know what a span says.
 *
 * @param span as it was sent
 * @param texts texts, and numbers and truth values as texts
 */
public record RawSpan(Span span, Set<String> texts) {

  /** By trace id and span id, both in lower case. */
  public static Map<String, RawSpan> read(List<byte[]> requests) {
    Map<String, RawSpan> spans = new HashMap<>();
    for (byte[] bytes : requests) {
      for (ResourceSpans resource : parse(bytes).getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            spans.put(key(span), of(span));
          }
        }
      }
    }
    return spans;
  }

  private static ExportTraceServiceRequest parse(byte[] bytes) {
    try {
      return ExportTraceServiceRequest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(Span span) {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(span.getTraceId().toByteArray())
        + "/"
        + hex.formatHex(span.getSpanId().toByteArray());
  }

  private static RawSpan of(Span span) {
    Set<String> texts = new HashSet<>();
    span.getAttributesList().forEach(attribute -> collect(attribute.getValue(), texts));
    for (Span.Event event : span.getEventsList()) {
      for (KeyValue attribute : event.getAttributesList()) {
        collect(attribute.getValue(), texts);
      }
    }
    return new RawSpan(span, texts);
  }

  /** Adds all texts of a value. */
  public static void collect(AnyValue value, Set<String> texts) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> collectText(value.getStringValue(), texts);
      case BOOL_VALUE -> texts.add(Boolean.toString(value.getBoolValue()));
      case INT_VALUE -> texts.add(Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> texts.add(Double.toString(value.getDoubleValue()));
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().forEach(element -> collect(element, texts));
      case KVLIST_VALUE ->
          value.getKvlistValue().getValuesList().forEach(entry -> collect(entry.getValue(), texts));
      default -> {}
    }
  }

  /** Adds a text and, when it is JSON, all texts inside it. */
  public static void collectText(String text, Set<String> texts) {
    texts.add(text);
    if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
      try {
        collect(JsonParser.parseString(text), texts);
      } catch (JsonParseException e) {
        // Not JSON after all.
        texts.add(text);
      }
    }
  }

  private static void collect(JsonElement json, Set<String> texts) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(element -> collect(element, texts));
    } else if (json.isJsonObject()) {
      json.getAsJsonObject().asMap().values().forEach(member -> collect(member, texts));
    } else if (json.isJsonPrimitive()) {
      collectText(json.getAsString(), texts);
    }
  }

  /** Whether the span says this. */
  public boolean says(String text) {
    return texts.contains(text);
  }
}
