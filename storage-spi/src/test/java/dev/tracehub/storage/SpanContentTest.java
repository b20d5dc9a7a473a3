/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import org.junit.jupiter.api.Test;

class SpanContentTest {

  private static final Span SPAN =
      Span.newBuilder()
          .setName("n")
          .setType(SpanType.SPAN_TYPE_SPAN)
          .setInput(Payload.newBuilder().setText("in"))
          .build();

  @Test
  void same_whatTheCollectorAdds_ignored() {
    Span stored =
        SPAN.toBuilder()
            .setCollector(CollectorFacts.newBuilder().setReceivedTimeUnixNano(5))
            .setCost(cost(CostState.COST_STATE_COMPUTED))
            .setInput(SPAN.getInput().toBuilder().setSizeBytes(2))
            .build();
    assertThat(SpanContent.same(SPAN, stored)).isTrue();
    assertThat(SpanContent.same(SPAN.toBuilder().clearType().build(), stored)).isTrue();
  }

  @Test
  void same_whatTheSenderSaid_compared() {
    assertThat(SpanContent.same(SPAN, SPAN.toBuilder().setName("m").build())).isFalse();
    Span reported = SPAN.toBuilder().setCost(cost(CostState.COST_STATE_REPORTED)).build();
    assertThat(SpanContent.same(SPAN, reported)).isFalse();
    Span longer = SPAN.toBuilder().setInput(Payload.newBuilder().setText("in!")).build();
    assertThat(SpanContent.same(SPAN, longer)).isFalse();
  }

  private static Cost cost(CostState state) {
    return Cost.newBuilder().setState(state).setTotalUsd("1").build();
  }
}
