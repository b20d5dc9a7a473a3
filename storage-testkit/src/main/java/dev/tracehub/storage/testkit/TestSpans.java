/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans and what belongs to them for tests. Numbers stand for ids: greater numbers are
 * greater ids. All is deterministic, and times are those of 2026-11-21.
 */
public final class TestSpans {

  /** The project that tests write to. */
  public static final String PROJECT = "project-a";

  /** A project whose data must stay apart. */
  public static final String OTHER_PROJECT = "project-b";

  /** 2026-11-21T12:00:00Z in nanoseconds since the epoch. */
  public static final long NOON =
      TimeUnit.SECONDS.toNanos(Instant.parse("2026-11-21T12:00:00Z").getEpochSecond());

  /** One millisecond in nanoseconds. */
  public static final long MILLI = 1_000_000;

  /** One second in nanoseconds. */
  public static final long SECOND = 1_000_000_000;

  private static final long TRACE_PREFIX = 0x7261_6365_8000_0000L;

  private TestSpans() {}

  /** The trace id of a number. */
  public static TraceId traceId(long trace) {
    return new TraceId(TRACE_PREFIX, trace);
  }

  /** The span id of a number but 0. */
  public static SpanId spanId(long span) {
    return new SpanId(span);
  }

  /**
   * A finished span of 100 ms that starts {@code span} seconds after noon, with little else set.
   */
  public static Span.Builder span(long trace, long span) {
    return at(trace, span, NOON + span * SECOND);
  }

  /** A finished span of 100 ms that starts at the given time, with little else set. */
  public static Span.Builder at(long trace, long span, long startNanos) {
    return Span.newBuilder()
        .setTraceId(traceId(trace).toString())
        .setSpanId(spanId(span).toString())
        .setType(SpanType.SPAN_TYPE_SPAN)
        .setName("work")
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + 100 * MILLI);
  }

  /** A finished model call that counts: 100 tokens in, 20 out, for 0.0027 dollars. */
  public static Span.Builder call(long trace, long span) {
    return span(trace, span)
        .setType(SpanType.SPAN_TYPE_LLM)
        .setName("chat")
        .setProvider("openai")
        .setRequestModel("gpt-4o")
        .setResponseModel("gpt-4o-2024-08-06")
        .setUsage(tokens(100, 20))
        .setCost(cost("0.0027"))
        .setCollector(role(UsageRole.USAGE_ROLE_COUNTED));
  }

  /** Tokens in, out and in all. */
  public static Usage.Builder tokens(long input, long output) {
    return Usage.newBuilder()
        .setInputTokens(input)
        .setOutputTokens(output)
        .setTotalTokens(input + output);
  }

  /** A computed cost. */
  public static Cost.Builder cost(String usd) {
    return Cost.newBuilder().setState(CostState.COST_STATE_COMPUTED).setTotalUsd(usd);
  }

  /** A call whose tokens the collector estimated: its sender reported none. */
  public static Span.Builder estimated(long trace, long span) {
    return call(trace, span)
        .setCost(cost("0.0027").setState(CostState.COST_STATE_ESTIMATED))
        .setCollector(
            role(UsageRole.USAGE_ROLE_COUNTED).setUsageState(UsageState.USAGE_STATE_ESTIMATED));
  }

  /** What the collector says of a model that it knows no price of. */
  public static Cost.Builder unpriced() {
    return Cost.newBuilder().setState(CostState.COST_STATE_UNPRICED);
  }

  /** The collector's facts with a usage role. */
  public static CollectorFacts.Builder role(UsageRole role) {
    return CollectorFacts.newBuilder().setUsageRole(role);
  }

  /**
   * The span, which stands for others from now on.
   *
   * @param traceSpans how many spans its trace had when it was chosen
   */
  public static Span.Builder weighted(Span.Builder span, int weight, int traceSpans) {
    span.getCollectorBuilder().setSampleWeight(weight).setSampleTraceSpans(traceSpans);
    return span;
  }

  /** A status of ERROR. */
  public static Status.Builder error(String type) {
    return Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR).setErrorType(type);
  }

  /** The span as it was when it had only started. */
  public static Span startOf(Span finished) {
    return finished.toBuilder()
        .clearEndTimeUnixNano()
        .clearStatus()
        .clearUsage()
        .clearCost()
        .clearCollector()
        .clearOutput()
        .build();
  }

  /** An event of a span at a number of seconds after noon. */
  public static SpanEvent.Builder event(long trace, long span, String id, long seconds) {
    return SpanEvent.newBuilder()
        .setEventId(id)
        .setTraceId(traceId(trace).toString())
        .setSpanId(spanId(span).toString())
        .setName("feedback")
        .setTimeUnixNano(NOON + seconds * SECOND);
  }

  /** A judgement of a span at a number of seconds after noon, with score 0.5. */
  public static Evaluation.Builder evaluation(long trace, long span, String id, long seconds) {
    return Evaluation.newBuilder()
        .setEvaluationId(id)
        .setTraceId(traceId(trace).toString())
        .setSpanId(spanId(span).toString())
        .setName("quality")
        .setScore(0.5)
        .setTimeUnixNano(NOON + seconds * SECOND);
  }

  /** A measurement of 1 at a number of seconds after noon. */
  public static MetricPoint.Builder point(String name, long seconds) {
    return MetricPoint.newBuilder()
        .setName(name)
        .setValue(1)
        .setTimeUnixNano(NOON + seconds * SECOND);
  }

  /** A finished span on its way into {@link #PROJECT}. */
  public static StoredRecord finished(Span.Builder span) {
    return new StoredRecord.Finished(PROJECT, span.build());
  }

  /** The start of a span on its way into {@link #PROJECT}. */
  public static StoredRecord started(Span.Builder span) {
    return new StoredRecord.Started(PROJECT, startOf(span.build()));
  }

  /** An event on its way into {@link #PROJECT}. */
  public static StoredRecord event(SpanEvent.Builder event) {
    return new StoredRecord.Event(PROJECT, event.build());
  }

  /** A judgement on its way into {@link #PROJECT}. */
  public static StoredRecord judgement(Evaluation.Builder evaluation) {
    return new StoredRecord.Judgement(PROJECT, evaluation.build());
  }

  /** A measurement on its way into {@link #PROJECT}. */
  public static StoredRecord metric(MetricPoint.Builder point) {
    return new StoredRecord.Metric(PROJECT, point.build());
  }

  /** A change of role on its way into {@link #PROJECT}. */
  public static StoredRecord roleChange(long trace, long span, UsageRole role) {
    return new StoredRecord.RoleChange(PROJECT, traceId(trace), spanId(span), role);
  }

  /** A change of cost on its way into {@link #PROJECT}. */
  public static StoredRecord costChange(long trace, long span, Cost.Builder cost) {
    return new StoredRecord.CostChange(PROJECT, traceId(trace), spanId(span), cost.build());
  }
}
