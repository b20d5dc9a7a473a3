/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All texts in a span of the model, JSON inside them taken apart. */
public final class SpanTexts {

  private SpanTexts() {}

  /** Of one side of the content. */
  public static Set<String> of(Payload payload) {
    Set<String> texts = new HashSet<>();
    RawSpan.collectText(payload.getText(), texts);
    return texts;
  }

  /** Of the attributes, those of the resource included. */
  public static Set<String> ofAttributes(Span span) {
    Set<String> texts = new HashSet<>();
    collect(AttributeMap.newBuilder().putAllEntries(span.getAttributesMap()).build(), texts);
    collect(
        AttributeMap.newBuilder().putAllEntries(span.getResourceAttributesMap()).build(), texts);
    return texts;
  }

  /** Of the whole span; numbers and names are texts too. */
  public static Set<String> of(Span span) {
    Set<String> texts = new HashSet<>();
    collect(span, texts);
    return texts;
  }

  private static void collect(Message message, Set<String> texts) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getValue() instanceof List<?> list) {
        list.forEach(element -> collectValue(element, texts));
      } else {
        collectValue(field.getValue(), texts);
      }
    }
  }

  private static void collectValue(Object value, Set<String> texts) {
    if (value instanceof Message message) {
      collect(message, texts);
    } else {
      RawSpan.collectText(value.toString(), texts);
    }
  }
}
