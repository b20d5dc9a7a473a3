/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.effective.EffectiveSettings;
import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageEstimationChange;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Estimates for the projects that asked for it when a call was received. For one thread. */
public final class ProjectEstimates implements Estimates {

  private final EffectiveSettings<Boolean> enabled;
  private final CallTokens tokens;

  /**
   * Estimates by the settings of projects.
   *
   * @param changes of a project, as they are in the store now
   * @param tokens counts
   */
  public ProjectEstimates(
      Function<String, CompletionStage<List<UsageEstimationChange>>> changes,
      InstantSource clock,
      CallTokens tokens) {
    this.enabled =
        new EffectiveSettings<>(
            project -> changes.apply(project).thenApply(ProjectEstimates::byTime), clock);
    this.tokens = tokens;
  }

  private static NavigableMap<Long, Boolean> byTime(List<UsageEstimationChange> changes) {
    NavigableMap<Long, Boolean> byTime = new TreeMap<>();
    for (UsageEstimationChange change : changes) {
      byTime.put(
          Timestamps.toNanos(change.getEffectiveTime()), change.getUsageEstimation().getEnabled());
    }
    return byTime;
  }

  @Override
  public void prepare(String project, long receivedNanos) {
    enabled.prepare(project, receivedNanos);
  }

  @Override
  public Optional<Usage> of(String project, SpanOrBuilder call, long receivedNanos) {
    boolean asked = enabled.at(project, receivedNanos).map(Map.Entry::getValue).orElse(false);
    return asked ? tokens.of(call) : Optional.empty();
  }
}
