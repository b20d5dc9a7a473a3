/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.List;

/**
 * One span and what is held beside it.
 *
 * @param span the span with its payloads
 * @param events events that name it, by time, then id
 * @param evaluations judgements that name it, by time, then id
 */
public record SpanRecords(Span span, List<SpanEvent> events, List<Evaluation> evaluations) {

  public SpanRecords {
    events = List.copyOf(events);
    evaluations = List.copyOf(evaluations);
  }
}
