/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void tryReserve_overTheRecords_reservesNothing() {
    Budget budget = new Budget(2, 1_000);
    assertThat(budget.tryReserve(10)).isTrue();
    assertThat(budget.tryReserve(10)).isTrue();

    assertThat(budget.tryReserve(10)).isFalse();
    assertThat(budget.records()).isEqualTo(2);
    assertThat(budget.bytes()).isEqualTo(20);
  }

  @Test
  void tryReserve_overTheBytes_reservesNothing() {
    Budget budget = new Budget(100, 1_000);
    assertThat(budget.tryReserve(1_000)).isTrue();

    assertThat(budget.tryReserve(1)).isFalse();
    budget.release(1, 1_000);
    assertThat(budget.tryReserve(1)).isTrue();
  }

  @Test
  void adjust_downAndUp_keepsTheRecords() {
    Budget budget = new Budget(100, 1_000);
    budget.tryReserve(500);
    budget.adjust(-400);
    assertThat(budget.bytes()).isEqualTo(100);
    budget.adjust(1_400);

    assertThat(budget.bytes()).isEqualTo(1_500);
    assertThat(budget.records()).isEqualTo(1);
    assertThat(budget.tryReserve(1)).isFalse();
    budget.release(1, 1_500);
    assertThat(budget.records()).isZero();
    assertThat(budget.bytes()).isZero();
  }
}
