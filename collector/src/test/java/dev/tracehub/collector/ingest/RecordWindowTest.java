/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.wire.ContentHash;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordWindowTest {

  private final RecordWindow window = new RecordWindow(1024);

  private static long first(long number) {
    return ContentHash.mix(number, 0x1234_5678_9ABCL) | 1;
  }

  private void add(long number) {
    window.add(first(number), number, number * 3, 7);
  }

  private boolean knows(long number) {
    return window.find(first(number), number) != RecordWindow.NOT_FOUND;
  }

  @Test
  void find_remembersContentAndTicket() {
    add(5);

    int place = window.find(first(5), 5);
    assertThat(window.content(place)).isEqualTo(15);
    assertThat(window.ticket(place)).isEqualTo(7);
    assertThat(window.find(first(5), 6)).isEqualTo(RecordWindow.NOT_FOUND);
  }

  @Test
  void add_more_forgetsTheOldest() {
    LongStream.range(0, 100_000).forEach(this::add);

    long recent = LongStream.range(100_000 - 256, 100_000).filter(this::knows).count();
    long known = LongStream.range(0, 100_000).filter(this::knows).count();
    assertThat(recent).isGreaterThanOrEqualTo(254);
    assertThat(known).isBetween(1000L, 1024L);
    assertThat(LongStream.range(0, 90_000).filter(this::knows).count()).isZero();
  }

  @Test
  void remove_onlyOwnTicket() {
    add(5);

    window.remove(first(5), 5, 8);
    assertThat(knows(5)).isTrue();
    window.remove(first(5), 5, 7);
    assertThat(knows(5)).isFalse();
  }
}
