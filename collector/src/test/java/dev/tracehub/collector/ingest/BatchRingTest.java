/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchRingTest {

  private final BatchRing ring = new BatchRing();

  @Test
  void find_remembersTheMostRecent() {
    LongStream.rangeClosed(1, 5000).forEach(key -> ring.add(key, key, key * 2));

    long oldest = 5000 - BatchRing.CAPACITY + 1;
    assertThat(LongStream.rangeClosed(oldest, 5000).allMatch(this::isRight)).isTrue();
    assertThat(ring.find(oldest - 1)).isEqualTo(BatchRing.NOT_FOUND);
  }

  private boolean isRight(long key) {
    int place = ring.find(key);
    return place != BatchRing.NOT_FOUND
        && ring.ticket(place) == key
        && ring.position(place) == key * 2;
  }

  @Test
  void settle_notesThePositionOfTheTicket() {
    ring.add(1, 10, 0);

    ring.settle(1, 11, 99);
    assertThat(ring.position(ring.find(1))).isZero();
    ring.settle(1, 10, 99);
    assertThat(ring.position(ring.find(1))).isEqualTo(99);
  }

  @Test
  void remove_forgetsTheTicket() {
    ring.add(1, 10, 0);

    ring.remove(1, 11);
    assertThat(ring.find(1)).isNotEqualTo(BatchRing.NOT_FOUND);
    ring.remove(1, 10);
    assertThat(ring.find(1)).isEqualTo(BatchRing.NOT_FOUND);
  }
}
