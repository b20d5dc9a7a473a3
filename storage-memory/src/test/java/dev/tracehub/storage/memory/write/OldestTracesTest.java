/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.memory.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OldestTracesTest {

  @Test
  void chosen_areTheOldestThatSuffice() {
    Seed.run(
        random -> {
          Project project = new Project();
          List<Integer> activities = random.ints(1000, 0, 1_000_000).distinct().boxed().toList();
          for (int i = 0; i < activities.size(); i++) {
            project.traces().add(1, i + 1, activities.get(i), 10);
          }
          OldestTraces oldest = new OldestTraces(995);
          oldest.offer(project);
          assertThat(oldest.chosen())
              .extracting(OldestTraces.Victim::activity)
              .containsExactlyInAnyOrderElementsOf(
                  activities.stream().sorted().limit(100).map(Integer::longValue).toList());
        });
  }

  @Test
  void chosen_lessThanNeeded_all() {
    Project project = new Project();
    IntStream.rangeClosed(1, 5).forEach(i -> project.traces().add(1, i, i, 10));
    OldestTraces oldest = new OldestTraces(1000);

    oldest.offer(project);

    assertThat(oldest.chosen()).hasSize(5);
  }
}
