/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenWindowTest {

  @Test
  void add_beyondCapacity_forgetsTheOldest() {
    TokenWindow window = new TokenWindow(2);

    window.add("a");
    window.add("b");
    long bytes = window.heapBytes();
    window.add("c");

    assertThat(window.contains("a")).isFalse();
    assertThat(window.contains("b")).isTrue();
    assertThat(window.contains("c")).isTrue();
    assertThat(window.heapBytes()).isEqualTo(bytes);
  }

  @Test
  void add_again_countsOnce() {
    TokenWindow window = new TokenWindow(2);
    window.add("a");
    long bytes = window.heapBytes();

    window.add("a");

    assertThat(window.heapBytes()).isEqualTo(bytes);
  }
}
