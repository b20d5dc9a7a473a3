/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.InstrumentationScope;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingUsagesTest {

  private final MissingUsages missing = new MissingUsages();

  @Test
  void list_sumsCallsBySourceAndProject() {
    missing.record("a", silent("x").build());
    missing.record("a", silent("asked").setResponseModel("x").build());
    missing.record("a", silent("x").setStreaming(true).build());
    missing.record(List.of(new StoredRecord.Finished("b", silent("x").build())));

    assertThat(missing.list(Optional.of("a")))
        .containsExactly(
            source("x").setCalls(2).build(), source("x").setStreaming(true).setCalls(1).build());
    assertThat(missing.list(Optional.empty()))
        .extracting(MissingUsage::getCalls)
        .containsExactly(3L, 1L);
    assertThat(missing.list(Optional.of("c"))).isEmpty();
  }

  @Test
  void record_leavesOutWhatReportsOrRepeats() {
    Span.Builder repeated = silent("x");
    repeated.getCollectorBuilder().setUsageRole(UsageRole.USAGE_ROLE_REPEATED);
    Span.Builder reported = silent("x");
    reported.getCollectorBuilder().setUsageState(UsageState.USAGE_STATE_REPORTED);

    missing.record("a", repeated.build());
    missing.record("a", reported.build());
    missing.record("a", silent("x").clearCollector().build());

    assertThat(missing.list(Optional.empty())).isEmpty();
  }

  @Test
  void record_estimatedCalls_areMissingAndToldApart() {
    Span.Builder estimated = silent("x");
    estimated.getCollectorBuilder().setUsageState(UsageState.USAGE_STATE_ESTIMATED);

    missing.record("a", estimated.build());
    missing.record("a", silent("x").build());
    missing.record("b", estimated.build());

    assertThat(missing.list(Optional.of("a")))
        .containsExactly(source("x").setCalls(2).setEstimatedCalls(1).build());
  }

  @Test
  void record_staysBounded() {
    for (int i = 0; i < MissingUsages.MAX_SOURCES + 50; i++) {
      missing.record("a", silent("m" + i).build());
    }

    List<MissingUsage> list = missing.list(Optional.of("a"));

    assertThat(list).hasSize(MissingUsages.MAX_SOURCES + 1);
    assertThat(list.get(0))
        .isEqualTo(MissingUsage.newBuilder().setModel(MissingUsages.OTHER).setCalls(50).build());
  }

  private static Span.Builder silent(String model) {
    return Span.newBuilder()
        .setService("shop")
        .setScope(InstrumentationScope.newBuilder().setName("openai"))
        .setProvider("p")
        .setRequestModel(model)
        .setCollector(CollectorFacts.newBuilder().setUsageState(UsageState.USAGE_STATE_MISSING));
  }

  private static MissingUsage.Builder source(String model) {
    return MissingUsage.newBuilder()
        .setService("shop")
        .setScope("openai")
        .setProvider("p")
        .setModel(model);
  }
}
