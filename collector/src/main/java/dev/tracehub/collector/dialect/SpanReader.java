/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.SpanType;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the attributes and events of one OTLP span by the mapping. For one span. */
final class SpanReader {

  private final Mapping mapping;
  private final Span span;
  private final List<OtlpAttribute> attributes;
  private final Reading reading;
  private final @Nullable Object[] values;
  private final @Nullable AttributeRule[] rules;
  private final List<Array> arrays = new ArrayList<>(0);
  private boolean hasMessageParts;
  private SpanType type = SpanType.SPAN_TYPE_SPAN;

  /** An array that is being put together. */
  private record Array(PrefixRule rule, ElementTree tree, List<Integer> origins) {}

  SpanReader(Mapping mapping, OtlpRequest.OtlpSpan otlp) {
    this.mapping = mapping;
    this.span = otlp.message();
    this.attributes = otlp.attributes();
    this.reading = new Reading(span.getStartTimeUnixNano());
    this.values = new Object[attributes.size()];
    this.rules = new AttributeRule[attributes.size()];
  }

  /** Reads everything. The order matters: the type decides what counts. */
  void read(List<ResourceReader.Candidate> fromResource) {
    readType();
    for (int i = 0; i < rules.length; i++) {
      readAttribute(i);
    }
    for (ResourceReader.Candidate candidate : fromResource) {
      offer(candidate.binding(), candidate.value(), Reading.NOWHERE);
    }
    readArrays();
    readMessages();
    if (span.getEventsCount() > 0) {
      new EventReader(mapping, span, type, reading).read();
    }
    readDocuments();
    reading.settle();
  }

  private void readType() {
    int best = Integer.MAX_VALUE;
    for (int i = 0; i < rules.length; i++) {
      OtlpAttribute attribute = attributes.get(i);
      values[i] = attribute.plain();
      AttributeRule rule = mapping.attribute(attribute.name());
      rules[i] = rule;
      TypeRules.Test test = rule == null ? null : rule.typeTest();
      if (test != null && test.rank() < best && values[i] != null) {
        String text = Plain.text(values[i]);
        SpanType told = text == null ? null : test.typeOf(text);
        if (told != null) {
          best = test.rank();
          type = told;
        }
      }
    }
  }

  private void readAttribute(int index) {
    Object value = values[index];
    if (value == null) {
      return;
    }
    AttributeRule rule = rules[index];
    if (rule == null) {
      readByPrefix(index, value);
      return;
    }
    for (Binding binding : rule.bindings()) {
      offer(binding, value, index);
      if (binding.field().isTokenCount()) {
        keepRawUsage(index, value);
      }
    }
    hasMessageParts |= rule.isPartOfMessage();
  }

  private void keepRawUsage(int index, Object value) {
    Long count = Plain.count(value);
    if (count != null) {
      reading.rawUsage().put(name(index), count);
      reading.tell(index);
    }
  }

  private void offer(Binding binding, Object value, int origin) {
    if (binding.condition().appliesTo(type)) {
      reading.offer(binding, value, origin);
    }
  }

  private void readByPrefix(int index, Object value) {
    String name = name(index);
    PrefixRule rule = mapping.prefix(name);
    if (rule == null) {
      return;
    }
    String rest = name.substring(rule.prefix().length());
    Binding parameters = rule.parameters();
    if (parameters != null) {
      if (parameters.condition().appliesTo(type)
          && reading.parameters().putIfAbsent(rest, attribute(index)) == null) {
        reading.tell(index);
      }
      return;
    }
    Array array = arrayOf(rule);
    if (array.tree().put(rest, value)) {
      array.origins().add(index);
    }
  }

  private Array arrayOf(PrefixRule rule) {
    for (Array array : arrays) {
      if (array.rule() == rule) {
        return array;
      }
    }
    Array array = new Array(rule, new ElementTree(mapping.wrappers()), new ArrayList<>());
    arrays.add(array);
    return array;
  }

  private void readArrays() {
    for (Array array : arrays) {
      if (array.origins().isEmpty()) {
        continue;
      }
      for (Binding binding : array.rule().whole()) {
        offer(binding, array.tree(), Reading.NOWHERE);
      }
      array
          .rule()
          .members()
          .forEach(
              (binding, member) -> offer(binding, array.tree().members(member), Reading.NOWHERE));
    }
  }

  /** Notes that the fields tell all attributes of an array. */
  void tellArray(ElementTree tree) {
    for (Array array : arrays) {
      if (array.tree() == tree) {
        array.origins().forEach(reading::tell);
      }
    }
  }

  private void readMessages() {
    if (hasMessageParts) {
      mapping.messages().forEach(this::readMessage);
    }
  }

  private void readMessage(Binding binding, Map<String, String> members) {
    if (!binding.condition().appliesTo(type) || !reading.canWin(binding)) {
      return;
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    List<Integer> origins = new ArrayList<>();
    members.forEach(
        (member, name) -> {
          int index = indexOf(name);
          Object value = index < 0 ? null : values[index];
          if (value != null && !value.equals("")) {
            parts.put(member, value);
            origins.add(index);
          }
        });
    if (!parts.isEmpty()) {
      reading.put(binding, new MadeMessage(parts, origins), Reading.NOWHERE);
    }
  }

  /** A message made of several attributes. */
  record MadeMessage(Map<String, Object> parts, List<Integer> origins) {}

  private int indexOf(String name) {
    for (int i = 0; i < attributes.size(); i++) {
      if (name(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void readDocuments() {
    for (int i = 0; i < rules.length; i++) {
      AttributeRule rule = rules[i];
      Document document = rule == null ? null : rule.documentOrNull();
      if (document != null && values[i] != null) {
        readDocument(document, i, values[i]);
      }
    }
  }

  private void readDocument(Document document, int index, Object value) {
    if (!isWanted(document)) {
      return;
    }
    String json = value instanceof String text ? text : JsonText.of(value);
    DocumentReader read = DocumentReader.read(document, json);
    read.found()
        .forEach(
            (binding, found) -> {
              offer(binding, found, Reading.NOWHERE);
              Long count = binding.field().isTokenCount() ? Plain.count(found) : null;
              if (count != null) {
                reading.rawUsage().put(binding.label(), count);
              }
            });
    if (!read.allMembers().isEmpty() && ParameterDocument.take(read, reading)) {
      reading.tell(index);
    }
  }

  /** Whether anything in a document could still win; most documents need not be read. */
  private boolean isWanted(Document document) {
    for (Binding binding : document.bindings()) {
      if (binding.condition().appliesTo(type) && reading.canWin(binding)) {
        return true;
      }
    }
    return false;
  }

  int attributeCount() {
    return attributes.size();
  }

  String name(int index) {
    return attributes.get(index).name();
  }

  AttributeValue attribute(int index) {
    return attributes.get(index).toModel();
  }

  /** The bytes of a text as they were sent; null when the attribute is none or no text. */
  @Nullable ByteString textBytes(int index) {
    return index == Reading.NOWHERE ? null : attributes.get(index).textBytes();
  }

  /** The text of an attribute; empty when there is none of this name or it is no text. */
  String textOf(String name) {
    int index = indexOf(name);
    return index >= 0 && values[index] instanceof String text ? text : "";
  }

  /** Whether the fields of the span tell an attribute in full. */
  boolean isTold(int index, SpanType written) {
    Object value = values[index];
    AttributeRule rule = rules[index];
    if (value == null) {
      return false;
    }
    if (rule != null
        && rule.typeTest() != null
        && value instanceof String text
        && TypeRules.nameOf(written).equalsIgnoreCase(text)) {
      return true;
    }
    return reading.isTold(index, value, rule);
  }

  Reading reading() {
    return reading;
  }

  SpanType type() {
    return type;
  }
}
