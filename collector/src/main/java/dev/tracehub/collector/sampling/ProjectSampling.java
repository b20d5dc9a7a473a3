/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.effective.EffectiveSettings;
import dev.tracehub.v1.TailSamplingChange;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of projects as they were when records were received. For one thread. */
public final class ProjectSampling {

  private static final Logger log = LoggerFactory.getLogger(ProjectSampling.class);

  private final EffectiveSettings<SamplingRules> rules;

  /**
   * Rules that are read where projects are.
   *
   * @param changes of a project, as they are in the store now
   */
  public ProjectSampling(
      Function<String, CompletionStage<List<TailSamplingChange>>> changes, InstantSource clock) {
    this.rules =
        new EffectiveSettings<>(
            project -> changes.apply(project).thenApply(read -> rules(project, read)), clock);
  }

  private static NavigableMap<Long, SamplingRules> rules(
      String project, List<TailSamplingChange> changes) {
    NavigableMap<Long, SamplingRules> rules = new TreeMap<>();
    changes.forEach(
        change -> rules.put(Timestamps.toNanos(change.getEffectiveTime()), rules(project, change)));
    return rules;
  }

  /** Rules that a later release checks otherwise must not stop the drain: then all is kept. */
  private static SamplingRules rules(String project, TailSamplingChange change) {
    try {
      return SamplingRules.of(change.getTailSampling());
    } catch (InvalidSamplingException e) {
      log.error("project {}: its sampling cannot be used: {}", project, e.getMessage());
      return SamplingRules.KEEP_ALL;
    }
  }

  /**
   * Gets ready for records of a project; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the store does not answer
   */
  void prepare(String project, long receivedNanos) {
    rules.prepare(project, receivedNanos);
  }

  /** The rules for records of a project; {@link #prepare} comes first. */
  Optional<RulesInForce> at(String project, long receivedNanos) {
    return rules
        .at(project, receivedNanos)
        .map(entry -> new RulesInForce(entry.getValue(), entry.getKey()))
        .filter(inForce -> !inForce.rules().keepAll());
  }
}
