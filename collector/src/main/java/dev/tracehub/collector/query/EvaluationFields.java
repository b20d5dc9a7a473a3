/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.EvaluationCondition;
import dev.tracehub.storage.EvaluationCondition.TextField;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.ListEvaluationsRequest;
import java.util.ArrayList;
import java.util.List;

/** Reads the conditions of questions for judgements and refuses what is wrong with them. */
final class EvaluationFields {

  private EvaluationFields() {}

  static List<EvaluationCondition> conditions(ListEvaluationsRequest request) {
    List<EvaluationCondition> conditions = new ArrayList<>();
    if (!request.getTraceId().isEmpty()) {
      conditions.add(new EvaluationCondition.InTrace(RequestFields.traceId(request.getTraceId())));
    }
    if (!request.getSpanId().isEmpty()) {
      conditions.add(new EvaluationCondition.OfSpan(RequestFields.spanId(request.getSpanId())));
    }
    addText(TextField.NAME, request.getName(), conditions);
    addText(TextField.EVALUATOR, request.getEvaluator(), conditions);
    addText(TextField.LABEL, request.getLabel(), conditions);
    addSource(request, conditions);
    if (request.hasPassed()) {
      conditions.add(new EvaluationCondition.PassedIs(request.getPassed()));
    }
    addScore(request, conditions);
    return conditions;
  }

  private static void addText(TextField field, String text, List<EvaluationCondition> conditions) {
    if (!text.isEmpty()) {
      conditions.add(new EvaluationCondition.TextIs(field, text));
    }
  }

  private static void addSource(
      ListEvaluationsRequest request, List<EvaluationCondition> conditions) {
    if (request.getSource() == EvaluationSource.UNRECOGNIZED) {
      throw Failures.invalid(
          "source",
          RequestFields.UNKNOWN_VALUE,
          request.getSourceValue() + " (expected: a source of evaluations)");
    }
    if (request.getSource() != EvaluationSource.EVALUATION_SOURCE_UNSPECIFIED) {
      conditions.add(new EvaluationCondition.SourceIs(request.getSource()));
    }
  }

  private static void addScore(
      ListEvaluationsRequest request, List<EvaluationCondition> conditions) {
    if (!request.hasMinScore() && !request.hasMaxScore()) {
      return;
    }
    double min = request.hasMinScore() ? request.getMinScore() : Double.NEGATIVE_INFINITY;
    double max = request.hasMaxScore() ? request.getMaxScore() : Double.POSITIVE_INFINITY;
    requireNumber("min_score", min);
    requireNumber("max_score", max);
    if (max < min) {
      throw Failures.invalid(
          "max_score",
          RequestFields.OUT_OF_RANGE,
          max + " (expected: at least min_score, " + min + ")");
    }
    conditions.add(new EvaluationCondition.ScoreBetween(min, max));
  }

  private static void requireNumber(String field, double score) {
    if (Double.isNaN(score)) {
      throw Failures.invalid(field, RequestFields.OUT_OF_RANGE, "NaN (expected: a number)");
    }
  }
}
