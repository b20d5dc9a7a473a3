/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WireEnumsTest {

  @Test
  void spanType_mirrorsTheWire() {
    assertThat(SpanType.values())
        .extracting(type -> type.wire().name())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SpanType.values()).map(type -> "SPAN_TYPE_" + type).toList())
        .hasSameSizeAs(named(dev.tracehub.v1.SpanType.values()));
  }

  @Test
  void evaluationSource_mirrorsTheWire() {
    assertThat(EvaluationSource.values())
        .extracting(source -> source.wire().name())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EvaluationSource.values()).map(v -> "EVALUATION_SOURCE_" + v).toList())
        .hasSameSizeAs(named(dev.tracehub.v1.EvaluationSource.values()));
  }

  @Test
  void jobState_mirrorsTheWire() {
    assertThat(JobState.values())
        .extracting(state -> state.wire().name())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(JobState.values()).map(state -> "JOB_STATE_" + state).toList())
        .hasSameSizeAs(named(dev.tracehub.v1.JobState.values()));
  }

  private static Enum<?>[] named(Enum<?>[] wire) {
    return Arrays.stream(wire)
        .filter(v -> !v.name().endsWith("_UNSPECIFIED") && !v.name().equals("UNRECOGNIZED"))
        .toArray(Enum<?>[]::new);
  }
}
