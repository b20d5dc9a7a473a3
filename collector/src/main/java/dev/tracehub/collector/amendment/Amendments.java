/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.amendment;

import static java.util.Map.entry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Corrections of finished spans. Nothing that is stored changes: readers get the span with the
 * corrected values, and the amendments beside it as its history. Of several amendments of a field
 * the latest by time, then event id, holds. Lists, filters and sums see spans as they were sent.
 */
public final class Amendments {

  /** Stands before the key of an attribute. */
  private static final String ATTRIBUTE = "attributes.";

  /**
   * What says neither where a span belongs nor what is summed: ids, times, usage and cost stay as
   * they were sent, because the sums over them do.
   */
  private static final Map<String, AmendableField> FIELDS =
      List.of(
              "name",
              "operation",
              "status.code",
              "status.message",
              "status.error_type",
              "environment",
              "release",
              "user_id",
              "session_id",
              "tags",
              "provider",
              "request_model",
              "response_model",
              "finish_reasons",
              "response_id",
              "streaming",
              "prompt.id",
              "prompt.name",
              "prompt.version",
              "input.text",
              "output.text",
              "tool.name",
              "tool.call_id",
              "job_id",
              "variant_id",
              "retry_count")
          .stream()
          .map(path -> entry(path, AmendableField.at(path)))
          .collect(
              Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));

  private Amendments() {}

  /**
   * Why a serialized amendment cannot be taken; empty when it can.
   *
   * @param bytes of a {@link SpanEvent} whose shape has been checked
   */
  public static Optional<AmendmentFault> fault(byte[] bytes, int from, int to) {
    Map<String, AttributeValue> values;
    try {
      values = SpanEvent.parser().parsePartialFrom(bytes, from, to - from).getAttributesMap();
    } catch (InvalidProtocolBufferException e) {
      return Optional.of(new AmendmentFault("", "not a SpanEvent: " + e.getMessage()));
    }
    if (values.isEmpty()) {
      return Optional.of(
          new AmendmentFault("", "empty (expected: the corrected values by the names of fields)"));
    }
    return new TreeMap<>(values)
        .entrySet().stream()
            .flatMap(value -> fault(value.getKey(), value.getValue()).stream())
            .findFirst();
  }

  private static Optional<AmendmentFault> fault(String name, AttributeValue value) {
    if (name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length()) {
      return Optional.empty();
    }
    AmendableField field = FIELDS.get(name);
    if (field == null) {
      return Optional.of(
          new AmendmentFault(
              name,
              "cannot be amended (expected: attributes.KEY or one of "
                  + String.join(", ", FIELDS.keySet())
                  + ")"));
    }
    return field.takes(value)
        ? Optional.empty()
        : Optional.of(new AmendmentFault(name, "wrong value (expected: " + field.expected() + ")"));
  }

  /**
   * The span with its corrections, and with their ids in {@code collector.amendment_ids} in the
   * order in which they were made.
   *
   * @param events events of the span's trace by time, then id
   */
  public static Span amended(Span span, List<SpanEvent> events) {
    List<SpanEvent> own =
        events.stream()
            .filter(event -> event.getType() == SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
            .filter(event -> event.getSpanId().equals(span.getSpanId()))
            .toList();
    if (own.isEmpty()) {
      return span;
    }
    Map<String, AttributeValue> latest = new LinkedHashMap<>();
    own.forEach(event -> latest.putAll(event.getAttributesMap()));
    Span.Builder amended = span.toBuilder();
    latest.forEach((name, value) -> set(amended, name, value));
    if (latest.containsKey("input.text")) {
      whole(amended.getInputBuilder());
    }
    if (latest.containsKey("output.text")) {
      whole(amended.getOutputBuilder());
    }
    own.forEach(event -> amended.getCollectorBuilder().addAmendmentIds(event.getEventId()));
    return amended.build();
  }

  /** A corrected payload is whole, also where the one that was sent is only a head. */
  private static void whole(Payload.Builder payload) {
    payload.setTruncated(false).setSizeBytes(payload.getTextBytes().size());
  }

  private static void set(Span.Builder span, String name, AttributeValue value) {
    AmendableField field = FIELDS.get(name);
    if (field != null) {
      field.set(span, value);
    } else if (name.startsWith(ATTRIBUTE)) {
      span.putAttributes(name.substring(ATTRIBUTE.length()), value);
    }
  }
}
