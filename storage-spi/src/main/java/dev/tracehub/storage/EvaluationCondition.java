/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;

/** A condition on one judgement. {@link #matches} says what each means. */
public sealed interface EvaluationCondition {

  /** Whether it holds for a judgement. */
  boolean matches(Evaluation evaluation);

  /** Holds for judgements of a trace and of its spans. */
  record InTrace(TraceId traceId) implements EvaluationCondition {
    @Override
    public boolean matches(Evaluation evaluation) {
      return evaluation.getTraceId().equals(traceId.toString());
    }
  }

  /** Holds for judgements of a span; the span's id says nothing of its trace. */
  record OfSpan(SpanId spanId) implements EvaluationCondition {
    @Override
    public boolean matches(Evaluation evaluation) {
      return evaluation.getSpanId().equals(spanId.toString());
    }
  }

  /** Holds where a text is exactly this one. */
  record TextIs(TextField field, String text) implements EvaluationCondition {
    @Override
    public boolean matches(Evaluation evaluation) {
      return field.of(evaluation).equals(text);
    }
  }

  /** Holds for judgements from a sort of evaluator. */
  record SourceIs(EvaluationSource source) implements EvaluationCondition {
    @Override
    public boolean matches(Evaluation evaluation) {
      return evaluation.getSource() == source;
    }
  }

  /** Holds for judgements with a verdict that is this one. */
  record PassedIs(boolean passed) implements EvaluationCondition {
    @Override
    public boolean matches(Evaluation evaluation) {
      return evaluation.hasPassed() && evaluation.getPassed() == passed;
    }
  }

  /**
   * Holds for judgements with a score from {@code min} to {@code max}, both included; NaN never.
   */
  record ScoreBetween(double min, double max) implements EvaluationCondition {
    @Override
    public boolean matches(Evaluation evaluation) {
      return evaluation.hasScore() && evaluation.getScore() >= min && evaluation.getScore() <= max;
    }
  }

  /** A text of a judgement; what was not said is the empty text. */
  enum TextField {
    NAME,
    LABEL,
    EVALUATOR;

    /** The text. */
    public String of(Evaluation evaluation) {
      return switch (this) {
        case NAME -> evaluation.getName();
        case LABEL -> evaluation.getLabel();
        case EVALUATOR -> evaluation.getEvaluator();
      };
    }
  }
}
