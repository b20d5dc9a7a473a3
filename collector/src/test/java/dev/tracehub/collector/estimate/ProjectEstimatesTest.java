/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.UsageEstimation;
import dev.tracehub.v1.UsageEstimationChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProjectEstimatesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final long START = NOW.getEpochSecond() * SECOND;
  private static final Span CALL =
      Span.newBuilder()
          .setType(SpanType.SPAN_TYPE_LLM)
          .setRequestModel("gpt-4o")
          .setInput(Payload.newBuilder().setText("Hi"))
          .setOutput(Payload.newBuilder().setText("Hello"))
          .build();

  @Test
  void of_projectThatNeverAsked_isNothing() {
    assertThat(isEstimated(estimates(List.of()), START)).isFalse();
  }

  @Test
  void of_call_isEstimatedWhileItsProjectAskedWhenItWasReceived() {
    ProjectEstimates estimates =
        estimates(List.of(change(START, true), change(START + 60 * SECOND, false)));
    assertThat(isEstimated(estimates, START - 1)).isFalse();
    assertThat(isEstimated(estimates, START)).isTrue();
    assertThat(isEstimated(estimates, START + 60 * SECOND - 1)).isTrue();
    assertThat(isEstimated(estimates, START + 60 * SECOND)).isFalse();
    // A replay comes to earlier records again.
    assertThat(isEstimated(estimates, START)).isTrue();
  }

  private static boolean isEstimated(ProjectEstimates estimates, long receivedNanos) {
    estimates.prepare("p", receivedNanos);
    return estimates.of("p", CALL, receivedNanos).isPresent();
  }

  private static ProjectEstimates estimates(List<UsageEstimationChange> changes) {
    return new ProjectEstimates(
        project -> CompletableFuture.completedStage(changes),
        InstantSource.fixed(NOW),
        new CallTokens());
  }

  private static UsageEstimationChange change(long fromNanos, boolean enabled) {
    return UsageEstimationChange.newBuilder()
        .setEffectiveTime(Timestamps.fromNanos(fromNanos))
        .setUsageEstimation(UsageEstimation.newBuilder().setEnabled(enabled))
        .build();
  }
}
