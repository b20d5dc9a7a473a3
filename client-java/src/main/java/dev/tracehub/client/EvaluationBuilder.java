/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.Evaluation;
import java.util.function.Consumer;

/** A judgement of a span or a trace in the making. Not thread-safe; for one judgement. */
public final class EvaluationBuilder {

  private final Recorder recorder;
  private final Evaluation.Builder evaluation = Evaluation.newBuilder();

  EvaluationBuilder(Recorder recorder, String name) {
    this.recorder = recorder;
    change(message -> message.setName(Texts.name(name)));
  }

  /** The span that is judged. */
  public EvaluationBuilder of(LiveSpan span) {
    return change(message -> message.setTraceId(span.traceId()).setSpanId(span.spanId()));
  }

  /** The span that is judged, by its place. */
  public EvaluationBuilder of(TraceContext span) {
    return change(message -> message.setTraceId(span.traceId()).setSpanId(span.spanIdHex()));
  }

  /** The trace that is judged as a whole. */
  public EvaluationBuilder ofTrace(String traceId) {
    return change(message -> message.setTraceId(traceId).clearSpanId());
  }

  /** The score in the evaluator's own scale. */
  public EvaluationBuilder score(double score) {
    return change(message -> message.setScore(score));
  }

  /** The score in words. */
  public EvaluationBuilder label(String label) {
    return change(message -> message.setLabel(Texts.name(label, recorder.privacy())));
  }

  /** The verdict. */
  public EvaluationBuilder passed(boolean passed) {
    return change(message -> message.setPassed(passed));
  }

  /** The reasons. */
  public EvaluationBuilder explanation(String explanation) {
    return change(
        message -> message.setExplanation(Texts.message(explanation, recorder.privacy())));
  }

  /** Who or what judged, and in which version. */
  public EvaluationBuilder evaluator(String name, String version) {
    return change(
        message -> message.setEvaluator(Texts.name(name)).setEvaluatorVersion(Texts.name(version)));
  }

  /** What sort of evaluator it was: {@link EvaluationSource#API} unless said. */
  public EvaluationBuilder source(EvaluationSource source) {
    return change(message -> message.setSource(source.wire()));
  }

  /** Hands the judgement over. Each call records another one. */
  public void record() {
    change(
        message ->
            recorder.record(
                message
                    .setEvaluationId(recorder.nextRecordId() + recorder.nextRecordId())
                    .setTimeUnixNano(recorder.clock().epochNanos())
                    .build()));
  }

  private EvaluationBuilder change(Consumer<Evaluation.Builder> change) {
    Guard.apply(evaluation, change);
    return this;
  }
}
