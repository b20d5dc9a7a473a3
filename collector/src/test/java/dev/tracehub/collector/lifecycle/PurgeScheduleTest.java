/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.auth.AuthFixture;
import dev.tracehub.collector.auth.ProjectLifecycle;
import dev.tracehub.collector.drain.DeadLetters;
import dev.tracehub.collector.journal.Journals;
import dev.tracehub.storage.StorageException;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgeScheduleTest {

  private final AuthFixture fixture = new AuthFixture();
  private final ProjectLifecycle lifecycle =
      new ProjectLifecycle(fixture.registry, Duration.ofDays(7), fixture.clock);
  private final List<String> removed = new ArrayList<>();
  private boolean broken;
  private PurgeSchedule schedule;

  @BeforeEach
  void schedule() throws InterruptedException {
    fixture.project("shop");
    fixture.project("other");
    schedule =
        new PurgeSchedule(
            lifecycle,
            project -> {
              removed.add(project);
              return broken
                  ? CompletableFuture.failedFuture(StorageException.internal("down"))
                  : CompletableFuture.completedFuture(true);
            },
            new DeadLetters(Journals.inMemory(1 << 20), Clock.systemUTC()));
  }

  @Test
  void deletedProject_isLeftAloneUntilItsTime() {
    fixture.delete("shop");
    fixture.clock.advance(Duration.ofDays(7).minusSeconds(1));
    schedule.run();

    assertThat(removed).isEmpty();
    assertThat(state()).isEqualTo(ProjectState.PROJECT_STATE_DELETED);
  }

  @Test
  void purge_isRepeatedUntilNothingCanComeAnyMore() {
    fixture.delete("shop");
    fixture.clock.advance(Duration.ofDays(7));
    schedule.run();
    assertThat(removed).containsExactly("shop");
    assertThat(state()).isEqualTo(ProjectState.PROJECT_STATE_PURGING);

    fixture.clock.advance(Duration.ofMinutes(2));
    schedule.run();
    assertThat(removed).containsExactly("shop", "shop");
    assertThat(state()).isEqualTo(ProjectState.PROJECT_STATE_PURGED);

    fixture.clock.advance(Duration.ofDays(1));
    schedule.run();
    assertThat(removed).hasSize(2);
  }

  @Test
  void storeThatFails_isAskedAgain() {
    fixture.delete("shop");
    fixture.clock.advance(Duration.ofDays(8));
    schedule.run();
    fixture.clock.advance(Duration.ofMinutes(2));
    broken = true;
    schedule.run();
    assertThat(state()).isEqualTo(ProjectState.PROJECT_STATE_PURGING);
    fixture.records.down(true);
    schedule.run();
    fixture.records.down(false);
    broken = false;
    schedule.run();

    assertThat(state()).isEqualTo(ProjectState.PROJECT_STATE_PURGED);
  }

  private ProjectState state() {
    return fixture.find("shop").map(Project::getState).orElseThrow();
  }
}
