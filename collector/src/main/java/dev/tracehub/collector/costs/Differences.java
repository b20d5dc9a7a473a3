/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.Usd;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.RerateDifference;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what a re-rate changes, by model. Not thread-safe. */
final class Differences {

  private static final Comparator<RerateDifference> MOST_FIRST =
      Comparator.comparingLong(RerateDifference::getSpans)
          .reversed()
          .thenComparing(RerateDifference::getProvider)
          .thenComparing(RerateDifference::getModel);

  private final Map<String, RerateDifference.Builder> byModel = new TreeMap<>();

  /** Goes on from earlier sums. */
  Differences(List<RerateDifference> earlier) {
    earlier.forEach(sum -> byModel.put(key(sum.getProvider(), sum.getModel()), sum.toBuilder()));
  }

  private static String key(String provider, String model) {
    return provider + "\n" + model;
  }

  /** Adds a span that changes. */
  void add(Span span, Cost now) {
    String model = SpanValues.model(span);
    RerateDifference.Builder sum =
        byModel.computeIfAbsent(
            key(span.getProvider(), model),
            key -> RerateDifference.newBuilder().setProvider(span.getProvider()).setModel(model));
    sum.setSpans(sum.getSpans() + 1);
    if (!SpanValues.isCounted(span)) {
      return;
    }
    Cost before = span.getCost();
    sum.setOldCostUsd(plus(sum.getOldCostUsd(), before))
        .setNewCostUsd(plus(sum.getNewCostUsd(), now))
        .setOldUnpriced(sum.getOldUnpriced() + unpriced(before))
        .setNewUnpriced(sum.getNewUnpriced() + unpriced(now));
  }

  private static String plus(String sum, Cost cost) {
    return cost.getTotalUsd().isEmpty()
        ? sum
        : Usd.format(
            (sum.isEmpty() ? BigDecimal.ZERO : Usd.parse(sum)).add(Usd.parse(cost.getTotalUsd())));
  }

  private static int unpriced(Cost cost) {
    return cost.getState() == CostState.COST_STATE_UNPRICED ? 1 : 0;
  }

  /** The sums, greatest number of spans first. */
  List<RerateDifference> sums() {
    List<RerateDifference> sums = new ArrayList<>();
    byModel.values().forEach(sum -> sums.add(sum.build()));
    sums.sort(MOST_FIRST);
    return sums;
  }
}
