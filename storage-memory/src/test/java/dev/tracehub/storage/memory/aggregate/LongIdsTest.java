/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.memory.Seed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongIdsTest {

  @Test
  void idOf_anyKeys_inOrderOfAppearance() {
    Seed.run(
        random -> {
          LongIds ids = new LongIds();
          Map<Long, Integer> expected = new LinkedHashMap<>();
          for (int i = 0; i < 50_000; i++) {
            long key = (long) random.nextInt(100) << 32 | random.nextInt(200);
            expected.putIfAbsent(key, expected.size());
            assertThat(ids.idOf(key)).isEqualTo(expected.get(key));
          }
          assertThat(ids.size()).isEqualTo(expected.size());
          expected.forEach((key, id) -> assertThat(ids.keyOf(id)).isEqualTo(key));
        });
  }
}
