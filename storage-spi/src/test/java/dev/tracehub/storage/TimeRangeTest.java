/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimeRangeTest {

  @Test
  void contains_startInclusiveEndExclusive() {
    TimeRange range = new TimeRange(5, 7);
    assertThat(range.contains(4)).isFalse();
    assertThat(range.contains(5)).isTrue();
    assertThat(range.contains(6)).isTrue();
    assertThat(range.contains(7)).isFalse();
    assertThat(TimeRange.ALL.contains(0)).isTrue();
  }

  @Test
  void new_emptyOrNegative_refused() {
    assertThatThrownBy(() -> new TimeRange(5, 5))
        .hasMessage("range: [5, 5) (expected: 0 <= start < end)");
    assertThatThrownBy(() -> new TimeRange(-1, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
