/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.MaskedCount;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.TraceBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PolicyMaskingTest {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final String TEXT = "kim@example.com " + Secrets.ALL.get(0).text();

  private final Map<String, CompletableFuture<MaskingPolicy>> policies = new HashMap<>();
  private final MaskingCounts counts = new MaskingCounts();
  private final PolicyMasking masking = new PolicyMasking(policies::get, counts);

  @Test
  void eachProject_hasItsOwnPolicyAndCounts() throws Exception {
    set("one", MaskingPolicy.getDefaultInstance());
    set("two", MaskingPolicy.newBuilder().putFamilies("email", true).build());

    assertThat(masked("one")).isEqualTo("kim@example.com [SECRET:openai]");
    assertThat(masked("two")).isEqualTo("[PERSONAL:email] [SECRET:openai]");
    assertThat(counts.list(Optional.of("two")))
        .containsExactly(count("two", "email"), count("two", "openai"));
    assertThat(counts.list(Optional.empty()))
        .containsExactly(count("one", "openai"), count("two", "email"), count("two", "openai"));
    assertThat(counts.totals()).containsEntry("openai", 2L).containsEntry("email", 1L);
  }

  @Test
  void change_holdsForWhatComesAfterIt() throws Exception {
    set("one", MaskingPolicy.getDefaultInstance());
    masked("one");
    set("one", MaskingPolicy.newBuilder().putFamilies("email", true).build());

    assertThat(masked("one")).isEqualTo("[PERSONAL:email] [SECRET:openai]");
  }

  @Test
  void policyThatCannotBeReadOrApplied_masksEverything() throws Exception {
    policies.put("one", CompletableFuture.failedFuture(new IllegalStateException("down")));
    set(
        "two",
        MaskingPolicy.newBuilder().addPatterns(MaskingPattern.newBuilder().setName("own")).build());

    assertThat(masked("one")).isEqualTo("[PERSONAL:email] [SECRET:openai]");
    assertThat(masked("two")).isEqualTo("[PERSONAL:email] [SECRET:openai]");
  }

  private void set(String project, MaskingPolicy policy) {
    policies.put(project, CompletableFuture.completedFuture(policy));
  }

  private String masked(String project) throws Exception {
    byte[] batch = TraceBatch.newBuilder().addSpans(span(1).setName(TEXT)).build().toByteArray();
    Masking ofProject = masking.of(project).toCompletableFuture().join();
    return TraceBatch.parseFrom(ofProject.mask(MODEL.traceBatch(), batch)).getSpans(0).getName();
  }

  private static MaskedCount count(String project, String family) {
    return MaskedCount.newBuilder().setProjectId(project).setFamily(family).setCount(1).build();
  }
}
