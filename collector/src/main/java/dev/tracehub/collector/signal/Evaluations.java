/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The judgements that events tell: {@code gen_ai.evaluation.result} of OpenTelemetry's GenAI
 * conventions, as an event of a span or as a log record. The event stays what it is, as it may say
 * more.
 */
public final class Evaluations {

  private static final String EVENT = "gen_ai.evaluation.result";
  private static final String NAME = "gen_ai.evaluation.name";
  private static final String SCORE = "gen_ai.evaluation.score.value";
  private static final String LABEL = "gen_ai.evaluation.score.label";
  private static final String EXPLANATION = "gen_ai.evaluation.explanation";

  private Evaluations() {}

  /** The judgement in an event beside spans; empty when it is none. */
  public static Optional<Evaluation> of(SpanEvent event) {
    return read(event.getName(), event.getAttributesMap())
        .map(
            evaluation ->
                evaluation
                    .setEvaluationId(event.getEventId())
                    .setTraceId(event.getTraceId())
                    .setSpanId(event.getSpanId())
                    .setTimeUnixNano(event.getTimeUnixNano())
                    .build());
  }

  /** The judgements in the events of a span. */
  public static List<Evaluation> of(Span span) {
    List<Evaluation> found = new ArrayList<>(0);
    for (int i = 0; i < span.getEventsCount(); i++) {
      Event event = span.getEvents(i);
      Optional<Evaluation.Builder> read = read(event.getName(), event.getAttributesMap());
      if (read.isPresent()) {
        // The times of events inside spans are checked by nobody.
        long atMost = Math.min(event.getTimeUnixNano(), span.getEndTimeUnixNano());
        Evaluation.Builder evaluation =
            read.get()
                .setTraceId(span.getTraceId())
                .setSpanId(span.getSpanId())
                .setTimeUnixNano(Math.max(span.getStartTimeUnixNano(), atMost));
        found.add(
            evaluation
                .setEvaluationId(ContentIds.of(i, span.getSpanId(), evaluation.build()))
                .build());
      }
    }
    return found;
  }

  private static Optional<Evaluation.Builder> read(
      String name, Map<String, AttributeValue> attributes) {
    String judged = text(attributes, NAME);
    if (!name.equals(EVENT) || judged.isEmpty()) {
      return Optional.empty();
    }
    String label = text(attributes, LABEL);
    Evaluation.Builder evaluation =
        Evaluation.newBuilder()
            .setName(judged)
            .setLabel(label)
            .setExplanation(text(attributes, EXPLANATION))
            .setSource(EvaluationSource.EVALUATION_SOURCE_API);
    readScore(attributes.getOrDefault(SCORE, AttributeValue.getDefaultInstance()), evaluation);
    readVerdict(label, evaluation);
    return Optional.of(evaluation);
  }

  private static String text(Map<String, AttributeValue> attributes, String name) {
    return attributes.getOrDefault(name, AttributeValue.getDefaultInstance()).getStringValue();
  }

  private static void readScore(AttributeValue value, Evaluation.Builder into) {
    if (value.hasIntValue()) {
      into.setScore((double) value.getIntValue());
    } else if (value.hasDoubleValue() && Double.isFinite(value.getDoubleValue())) {
      into.setScore(value.getDoubleValue());
    }
  }

  /** The labels that the conventions give as examples of a verdict; any other is only a label. */
  private static void readVerdict(String label, Evaluation.Builder into) {
    switch (label.toLowerCase(Locale.ROOT)) {
      case "pass", "passed" -> into.setPassed(true);
      case "fail", "failed" -> into.setPassed(false);
      default -> {}
    }
  }
}
