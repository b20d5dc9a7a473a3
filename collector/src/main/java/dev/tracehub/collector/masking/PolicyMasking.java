/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tracehub.v1.MaskingPolicy;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Masks each project by its policy. Thread-safe.
 *
 * <p>A policy that cannot be read or applied does not stop ingest: until it can be, everything that
 * any policy could ask for is masked. What was not masked cannot be masked later.
 */
public final class PolicyMasking implements ProjectMasking {

  private static final int MAX_POLICIES = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(PolicyMasking.class);

  private final Function<String, CompletionStage<MaskingPolicy>> policies;
  private final MaskingCounts counts;
  private final MaskingRules strict = MaskingRules.strict();
  private final Cache<MaskingPolicy, MaskingRules> rules =
      Caffeine.newBuilder().maximumSize(MAX_POLICIES).build();

  /**
   * Masks by policies.
   *
   * @param policies reads the policy of a project
   * @param counts counts what is masked
   */
  public PolicyMasking(
      Function<String, CompletionStage<MaskingPolicy>> policies, MaskingCounts counts) {
    this.policies = policies;
    this.counts = counts;
  }

  @Override
  public CompletionStage<Masking> of(String project) {
    return policies
        .apply(project)
        .handle(
            (policy, failure) ->
                new RuleMasking(rules(project, policy, failure), counts.of(project)));
  }

  private MaskingRules rules(
      String project, @Nullable MaskingPolicy policy, @Nullable Throwable failure) {
    if (policy == null) {
      LOG.warn("project {}: its masking cannot be read, all families are masked", project, failure);
      return strict;
    }
    return rules.get(policy, read -> compiled(project, read));
  }

  private MaskingRules compiled(String project, MaskingPolicy policy) {
    try {
      return MaskingRules.of(policy);
    } catch (InvalidPolicyException e) {
      LOG.error("project {}: its masking cannot be applied, all families are masked", project, e);
      return strict;
    }
  }
}
