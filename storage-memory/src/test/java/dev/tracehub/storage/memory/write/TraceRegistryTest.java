/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceRegistryTest {

  private record Entry(long activity, long bytes) {}

  @Test
  void anyChanges_asAMap() {
    Seed.run(
        random -> {
          TraceRegistry registry = new TraceRegistry();
          Map<TraceId, Entry> expected = new HashMap<>();
          for (int i = 0; i < 20_000; i++) {
            change(random, registry, expected, i);
          }
          assertSame(registry, expected);
          expected.keySet().forEach(id -> registry.remove(id.high(), id.low()));
          assertThat(registry.size()).isZero();
          assertThat(registry.heapBytes()).isLessThan(1000);
        });
  }

  private static void change(
      Random random, TraceRegistry registry, Map<TraceId, Entry> expected, int i) {
    // Few ids, so that they collide and come again; sometimes more go than come.
    TraceId id = new TraceId(random.nextInt(4), 1 + random.nextInt(500));
    if (random.nextInt(3) == (i / 5000) % 2) {
      registry.remove(id.high(), id.low());
      expected.remove(id);
    } else {
      long time = random.nextInt(1000);
      registry.add(id.high(), id.low(), time, 10);
      expected.merge(
          id,
          new Entry(time, 10),
          (a, b) -> new Entry(Math.max(a.activity(), b.activity()), a.bytes() + b.bytes()));
    }
    long bytes = expected.containsKey(id) ? expected.get(id).bytes() : 0;
    assertThat(registry.bytes(id.high(), id.low())).isEqualTo(bytes);
  }

  private static void assertSame(TraceRegistry registry, Map<TraceId, Entry> expected) {
    Map<TraceId, Entry> found = new HashMap<>();
    registry.forEach(
        (high, low, activity, bytes) ->
            found.put(new TraceId(high, low), new Entry(activity, bytes)));
    assertThat(found).isEqualTo(expected);
    assertThat(registry.size()).isEqualTo(expected.size());
  }
}
