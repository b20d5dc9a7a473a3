/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.Message;
import dev.tracehub.collector.amendment.Amendments;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceCompleteness;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Fits one trace into an answer. Not thread-safe. */
final class TraceAnswer {

  private static final int LENGTHS_BYTES = 16;

  private final GetTraceResponse.Builder response = GetTraceResponse.newBuilder();
  private final SizeBudget budget;

  private final boolean asSent;

  private TraceAnswer(boolean asSent, int maxBytes) {
    this.asSent = asSent;
    this.budget = new SizeBudget(maxBytes);
  }

  /** The answer with heads of payloads; what does not fit is left out and said so. */
  static TraceAnswer of(TraceRecords records, boolean asSent, int maxBytes) {
    TraceAnswer answer = new TraceAnswer(asSent, maxBytes);
    TraceCompleteness completeness = Completeness.of(records);
    answer.budget.take(records.summary());
    answer.budget.take(completeness);
    GetTraceResponse.Builder response =
        answer.response.setSummary(records.summary()).setCompleteness(completeness);
    answer.add(answer.read(records, PayloadHeads::cut), response::addSpans);
    long left = records.truncatedSpans() + records.spans().size() - response.getSpansCount();
    response.setTruncatedSpans(left);
    answer.add(records.openSpans(), response::addOpenSpans);
    answer.add(records.evaluations(), response::addEvaluations);
    answer.add(records.events(), response::addEvents);
    if (left > 0) {
      response.setTruncated(true);
    }
    return answer;
  }

  private List<Span> read(TraceRecords records, UnaryOperator<Span> view) {
    return asSent
        ? records.spans()
        : records.spans().stream()
            .map(
                span -> {
                  Span amended = Amendments.amended(span, records.events());
                  return amended.getCollector().getAmendmentIdsCount() == 0
                      ? span
                      : view.apply(amended);
                })
            .toList();
  }

  private <T extends Message> void add(List<T> items, Consumer<T> list) {
    for (T item : items) {
      if (!budget.take(item)) {
        response.setTruncated(true);
        return;
      }
      list.accept(item);
    }
  }

  /** How many spans, from the first on, can carry whole payloads; 0 when none has more to show. */
  int payloadsThatFit() {
    int fit = 0;
    int last = 0;
    for (Span span : response.getSpansList()) {
      long more = missing(span.getInput()) + missing(span.getOutput());
      if (!budget.take(more)) {
        break;
      }
      fit++;
      last = more > 0 ? fit : last;
    }
    return last;
  }

  /** At most how many bytes the head of a payload lacks, with what longer lengths take. */
  private static long missing(Payload head) {
    return head.getTruncated() ? head.getSizeBytes() + LENGTHS_BYTES : 0;
  }

  /** Puts whole payloads in the place of heads. */
  TraceAnswer withPayloads(TraceRecords records) {
    Map<String, Span> whole =
        read(records, UnaryOperator.identity()).stream()
            .collect(Collectors.toMap(Span::getSpanId, Function.identity()));
    for (int i = 0; i < response.getSpansCount(); i++) {
      Span head = response.getSpans(i);
      response.setSpans(i, whole.getOrDefault(head.getSpanId(), head));
    }
    return this;
  }

  GetTraceResponse build() {
    return response.build();
  }
}
