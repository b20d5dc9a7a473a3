/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.PageRequest.Order;
import org.junit.jupiter.api.Test;

class PageRequestTest {

  @Test
  void new_sizeOutOfRange_refused() {
    assertThatThrownBy(() -> PageRequest.first(0, Order.NEWEST_FIRST))
        .hasMessage("size: 0 (expected: 1 to 1000)");
    assertThatThrownBy(() -> PageRequest.first(1001, Order.NEWEST_FIRST))
        .hasMessage("size: 1001 (expected: 1 to 1000)");
    assertThat(PageRequest.first(1000, Order.NEWEST_FIRST).size()).isEqualTo(1000);
  }

  @Test
  void at_keepsSizeAndOrder() {
    Cursor cursor = new Cursor(Cursor.Side.BEFORE, 5, "id");
    PageRequest first = PageRequest.first(7, Order.OLDEST_FIRST);
    assertThat(first.cursor()).isEmpty();
    PageRequest page = first.at(cursor);
    assertThat(page.size()).isEqualTo(7);
    assertThat(page.order()).isEqualTo(Order.OLDEST_FIRST);
    assertThat(page.cursor()).contains(cursor);
  }
}
