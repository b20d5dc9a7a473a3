/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import java.math.BigInteger;

/**
 * What a cost adds to the sums of a span that counts.
 *
 * @param units in units of 10^-18 dollars; 0 when there is none
 * @param known whether there is one
 * @param unpriced whether there is none because the model has no price
 */
record HeldCost(BigInteger units, boolean known, boolean unpriced) {

  static HeldCost of(Cost cost) {
    Span span = Span.newBuilder().setCost(cost).build();
    return new HeldCost(
        Amounts.cost(span),
        SpanValues.hasCost(span),
        cost.getState() == CostState.COST_STATE_UNPRICED);
  }
}
