/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/** Who judged. The names are those of {@link dev.tracehub.v1.EvaluationSource}. */
public enum EvaluationSource {
  /** A person. */
  HUMAN(dev.tracehub.v1.EvaluationSource.EVALUATION_SOURCE_HUMAN),
  /** A model. */
  JUDGE(dev.tracehub.v1.EvaluationSource.EVALUATION_SOURCE_JUDGE),
  /** A rule. */
  HEURISTIC(dev.tracehub.v1.EvaluationSource.EVALUATION_SOURCE_HEURISTIC),
  /** A program that does not say more. */
  API(dev.tracehub.v1.EvaluationSource.EVALUATION_SOURCE_API);

  private final dev.tracehub.v1.EvaluationSource wire;

  EvaluationSource(dev.tracehub.v1.EvaluationSource wire) {
    this.wire = wire;
  }

  dev.tracehub.v1.EvaluationSource wire() {
    return wire;
  }
}
