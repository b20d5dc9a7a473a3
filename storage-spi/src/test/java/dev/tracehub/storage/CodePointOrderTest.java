/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {

  @Test
  void compare_byCodePoint() {
    List<String> sorted =
        List.of(
            "",
            "A",
            "a",
            "aa",
            "b",
            "\u00e9",
            "\uAC00",
            "\uE000",
            "\uFFFD",
            "\uD83D\uDE00",
            "\uD83D\uDE01");
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = 0; j < sorted.size(); j++) {
        assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(sorted.get(i), sorted.get(j))))
            .as("%d %d", i, j)
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }
}
