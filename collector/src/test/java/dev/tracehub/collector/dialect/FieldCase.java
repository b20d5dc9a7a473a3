/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A line of field-cases.tsv: a span as a dialect writes it, and what one field reads of it. */
record FieldCase(String dialect, String field, JsonObject sent, String expected) {

  static final String FILE = "field-cases.tsv";

  private static final long MILLI = 1_000_000;
  private static final String MOMENT = "@start+250ms";

  static List<FieldCase> all() {
    List<FieldCase> cases = new ArrayList<>();
    for (TableFile.Line line : lines(FILE)) {
      cases.add(
          new FieldCase(
              line.column(0),
              line.column(1),
              JsonParser.parseString(line.column(2)).getAsJsonObject(),
              line.column(3)));
    }
    return cases;
  }

  /** The lines of a table among the resources of the tests. */
  static List<TableFile.Line> lines(String name) {
    try (InputStream in = FieldCase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return TableFile.read(
          name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Span.Builder span() {
    Span.Builder span = Otlp.span(Map.of());
    span.addAllAttributes(attributes(sent));
    JsonArray events = sent.has("events") ? sent.getAsJsonArray("events") : new JsonArray();
    for (JsonElement element : events) {
      JsonObject event = element.getAsJsonObject();
      long after = event.has("after_ms") ? event.get("after_ms").getAsLong() : 1;
      span.addEventsBuilder()
          .setName(event.get("name").getAsString())
          .setTimeUnixNano(Otlp.START + after * MILLI)
          .addAllAttributes(attributes(event));
    }
    return span;
  }

  Resource resource() {
    Resource.Builder resource = Resource.newBuilder();
    if (sent.has("resource")) {
      resource.addAllAttributes(keyValues(sent.getAsJsonObject("resource")));
    }
    return resource.build();
  }

  private static List<KeyValue> attributes(JsonObject holder) {
    return keyValues(holder.getAsJsonObject("attributes"));
  }

  private static List<KeyValue> keyValues(JsonObject attributes) {
    List<KeyValue> out = new ArrayList<>();
    attributes
        .entrySet()
        .forEach(
            entry ->
                out.add(
                    KeyValue.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(value(entry.getValue()))
                        .build()));
    return out;
  }

  private static AnyValue value(JsonElement json) {
    AnyValue.Builder value = AnyValue.newBuilder();
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(e -> value.getArrayValueBuilder().addValues(value(e)));
      return value.build();
    }
    JsonPrimitive scalar = json.getAsJsonPrimitive();
    if (scalar.isBoolean()) {
      value.setBoolValue(scalar.getAsBoolean());
    } else if (scalar.isString()) {
      value.setStringValue(scalar.getAsString().equals(MOMENT) ? moment() : scalar.getAsString());
    } else if (scalar.getAsString().contains(".")) {
      value.setDoubleValue(scalar.getAsDouble());
    } else {
      value.setIntValue(scalar.getAsLong());
    }
    return value.build();
  }

  private static String moment() {
    return Instant.ofEpochSecond(0, Otlp.START + 250 * MILLI).toString();
  }

  @Override
  public String toString() {
    return dialect + ": " + field + " of " + sent;
  }
}
