/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UnpricedModel;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnpricedModelsTest {

  private static Span.Builder unpriced(String model) {
    return Span.newBuilder()
        .setProvider("p")
        .setRequestModel(model)
        .setUsage(Usage.newBuilder().setInputTokens(10).setOutputTokens(2))
        .setCost(Cost.newBuilder().setState(CostState.COST_STATE_UNPRICED))
        .setCollector(CollectorFacts.newBuilder().setUsageRole(UsageRole.USAGE_ROLE_COUNTED));
  }

  @Test
  void list_sumsCallsByModelAndProject() {
    UnpricedModels models = new UnpricedModels();
    models.record("a", unpriced("x").build());
    models.record("a", unpriced("asked").setResponseModel("x").build());
    models.record("a", unpriced("y").build());
    models.record(List.of(new StoredRecord.Finished("b", unpriced("y").build())));

    List<UnpricedModel> ofA = models.list(Optional.of("a"));

    assertThat(ofA).extracting(UnpricedModel::getModel).containsExactly("x", "y");
    assertThat(ofA.get(0).getCalls()).isEqualTo(2);
    assertThat(ofA.get(0).getInputTokens()).isEqualTo(20);
    assertThat(ofA.get(0).getOutputTokens()).isEqualTo(4);
    assertThat(models.list(Optional.empty()))
        .extracting(UnpricedModel::getCalls)
        .containsExactly(2L, 2L);
    assertThat(models.list(Optional.of("c"))).isEmpty();
  }

  @Test
  void record_leavesOutWhatHasAPriceOrRepeats() {
    UnpricedModels models = new UnpricedModels();
    Span.Builder repeated = unpriced("x");
    repeated.getCollectorBuilder().setUsageRole(UsageRole.USAGE_ROLE_REPEATED);

    models.record("a", repeated.build());
    models.record("a", unpriced("x").clearCost().build());

    assertThat(models.list(Optional.empty())).isEmpty();
  }

  @Test
  void record_staysBounded() {
    UnpricedModels models = new UnpricedModels();
    for (int i = 0; i < UnpricedModels.MAX_MODELS + 50; i++) {
      models.record("a", unpriced("m" + i).build());
    }

    List<UnpricedModel> list = models.list(Optional.of("a"));

    assertThat(list).hasSize(UnpricedModels.MAX_MODELS + 1);
    assertThat(list.get(0).getModel()).isEqualTo(UnpricedModels.OTHER);
    assertThat(list.get(0).getCalls()).isEqualTo(50);
  }
}
