/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.amendment.Amendments;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.GetSpanResponse;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;

/** Fits one span and what is held beside it into an answer. */
final class SpanAnswer {

  private SpanAnswer() {}

  static GetSpanResponse of(SpanRecords records, boolean asSent, int maxBytes) {
    SizeBudget budget = new SizeBudget(maxBytes);
    GetSpanResponse.Builder response = GetSpanResponse.newBuilder();
    Span span = asSent ? records.span() : Amendments.amended(records.span(), records.events());
    if (!budget.take(span)) {
      response.setTruncated(true);
      span = PayloadHeads.cut(span);
      budget.take(span);
    }
    response.setSpan(span);
    for (Evaluation evaluation : records.evaluations()) {
      if (!budget.take(evaluation)) {
        return response.setTruncated(true).build();
      }
      response.addEvaluations(evaluation);
    }
    for (SpanEvent event : records.events()) {
      if (!budget.take(event)) {
        return response.setTruncated(true).build();
      }
      response.addEvents(event);
    }
    return response.build();
  }
}
