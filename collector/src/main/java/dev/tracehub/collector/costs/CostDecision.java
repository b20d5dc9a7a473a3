/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.collector.pricing.Repricing;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import java.util.Optional;

/** Decides what a span costs from now on; empty when that does not change. */
@FunctionalInterface
interface CostDecision {

  Optional<Cost> of(Span span);

  /**
   * A re-rate gives spans the cost that prices say.
   *
   * @param rerateId marks the new costs; a span that is marked already is left as it is
   * @param reported whether costs that senders reported are replaced too
   */
  static CostDecision applying(String rerateId, Repricing prices, boolean reported) {
    return span -> {
      Cost before = span.getCost();
      boolean kept = before.getState() == CostState.COST_STATE_REPORTED && !reported;
      if (kept || before.getRerateId().equals(rerateId)) {
        return Optional.empty();
      }
      Cost now = prices.price(span);
      if (now.equals(Cost.getDefaultInstance()) || amounts(now).equals(amounts(before))) {
        return Optional.empty();
      }
      Cost.Builder marked = now.toBuilder().setRerateId(rerateId);
      if (!before.getRerateId().isEmpty()) {
        marked.setReplaced(before);
      }
      return Optional.of(marked.build());
    };
  }

  /** Undoing gives spans back what the re-rate replaced. */
  static CostDecision undoing(String rerateId) {
    return span -> {
      Cost cost = span.getCost();
      if (!cost.getRerateId().equals(rerateId)) {
        return Optional.empty();
      }
      return Optional.of(
          cost.hasReplaced() ? cost.getReplaced() : span.getCollector().getStoredCost());
    };
  }

  /** A cost without what tells only how it came about. */
  private static Cost amounts(Cost cost) {
    return cost.toBuilder()
        .clearPriceVersion()
        .clearProjectPriceVersion()
        .clearPriceId()
        .clearRerateId()
        .clearReplaced()
        .build();
  }
}
