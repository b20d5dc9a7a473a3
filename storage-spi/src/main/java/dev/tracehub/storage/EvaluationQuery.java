/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Evaluation;
import java.util.List;

/**
 * A question for a page of judgements.
 *
 * @param project whose judgements
 * @param range which times of judgements
 * @param conditions what holds for each of them, all of it
 * @param page which part of the list
 */
public record EvaluationQuery(
    String project, TimeRange range, List<EvaluationCondition> conditions, PageRequest page) {

  public EvaluationQuery {
    conditions = List.copyOf(conditions);
  }

  /** The same question for another page. */
  public EvaluationQuery with(PageRequest other) {
    return new EvaluationQuery(project, range, conditions, other);
  }

  /** Whether a judgement of the project is in the list. */
  public boolean matches(Evaluation evaluation) {
    return range.contains(evaluation.getTimeUnixNano())
        && conditions.stream().allMatch(condition -> condition.matches(evaluation));
  }
}
