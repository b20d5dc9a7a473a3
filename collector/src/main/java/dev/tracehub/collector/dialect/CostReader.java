/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The cost that a sender reports. */
final class CostReader {

  private CostReader() {}

  /** The cost; null when the sender reports none, or only a part of it. */
  static @Nullable Cost read(Reading reading) {
    boolean parts = reading.has(Field.COST_INPUT) && reading.has(Field.COST_OUTPUT);
    if (!reading.has(Field.COST_TOTAL) && !parts) {
      return null;
    }
    BigDecimal total = reading.money(Field.COST_TOTAL);
    BigDecimal input = reading.money(Field.COST_INPUT);
    BigDecimal output = reading.money(Field.COST_OUTPUT);
    Cost.Builder cost = Cost.newBuilder().setState(CostState.COST_STATE_REPORTED);
    cost.setTotalUsd(text(total == null ? orZero(input).add(orZero(output)) : total));
    if (input != null) {
      cost.setInputUsd(text(input));
    }
    if (output != null) {
      cost.setOutputUsd(text(output));
    }
    return cost.build();
  }

  private static BigDecimal orZero(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private static String text(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
