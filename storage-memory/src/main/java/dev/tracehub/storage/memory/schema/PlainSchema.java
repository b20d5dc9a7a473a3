/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.tracehub.storage.memory.table.Schema;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.SpanEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Records with few columns and without marks.
 *
 * <p>Measurements and changes of jobs are kept apart from traces, also where they name one: a trace
 * goes whole, and they go by their own age.
 *
 * @param columns the number columns, the key's first
 * @param names the text columns
 * @param parser reads records
 */
public record PlainSchema<R extends MessageLite>(
    List<ToLongFunction<R>> columns, List<Function<R, String>> names, Parser<R> parser)
    implements Schema<R> {

  /** Number column of events and judgements: {@link Ids#hash} of the record's own id. */
  public static final int OWN_ID_HASH = 4;

  /** Number column of judgements: the bits of the score. */
  public static final int SCORE = 5;

  /** Number column of judgements: whether there is a score. */
  public static final int HAS_SCORE = 6;

  /** Text column of judgements: what was judged. */
  public static final int JUDGED = 0;

  /** Text column of measurements: what was measured. */
  public static final int MEASURED = 0;

  /** Events beside spans. */
  public static final PlainSchema<SpanEvent> EVENTS =
      new PlainSchema<>(
          List.of(
              SpanEvent::getTimeUnixNano,
              event -> Ids.high(event.getTraceId()),
              event -> Ids.low(event.getTraceId()),
              event -> Ids.span(event.getSpanId()),
              event -> Ids.hash(event.getEventId())),
          List.of(),
          SpanEvent.parser());

  /** Judgements. */
  public static final PlainSchema<Evaluation> EVALUATIONS =
      new PlainSchema<>(
          List.of(
              Evaluation::getTimeUnixNano,
              evaluation -> Ids.high(evaluation.getTraceId()),
              evaluation -> Ids.low(evaluation.getTraceId()),
              evaluation -> Ids.span(evaluation.getSpanId()),
              evaluation -> Ids.hash(evaluation.getEvaluationId()),
              evaluation -> Double.doubleToRawLongBits(evaluation.getScore()),
              evaluation -> evaluation.hasScore() ? 1 : 0),
          List.of(Evaluation::getName),
          Evaluation.parser());

  /** Measurements. */
  public static final PlainSchema<MetricPoint> METRICS =
      new PlainSchema<>(
          List.of(MetricPoint::getTimeUnixNano, point -> 0, point -> 0, point -> 0),
          List.of(MetricPoint::getName),
          MetricPoint.parser());

  /** Changes of jobs. */
  public static final PlainSchema<JobUpdate> JOBS =
      new PlainSchema<>(
          List.of(JobUpdate::getTimeUnixNano, update -> 0, update -> 0, update -> 0),
          List.of(),
          JobUpdate.parser());

  @Override
  public int numbers() {
    return columns.size();
  }

  @Override
  public long number(int column, R record) {
    return columns.get(column).applyAsLong(record);
  }

  @Override
  public int texts() {
    return names.size();
  }

  @Override
  public Object text(int column, R record) {
    return names.get(column).apply(record);
  }

  @Override
  public byte mark(R record) {
    return 0;
  }

  @Override
  public R marked(R record, byte mark) {
    return record;
  }
}
