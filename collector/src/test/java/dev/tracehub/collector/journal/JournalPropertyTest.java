/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random histories of a journal; a failure prints the seed and the shortest history that fails. */
class JournalPropertyTest {

  private enum Step {
    APPEND,
    APPEND_MANY,
    RELEASE,
    RESTART,
    KILL,
    POWER_CUT,
    POWER_CUT_SOON
  }

  private record Action(Step step, int number) {}

  @Property(tries = 300)
  void history_losesNothingAcknowledgedAndInventsNothing(
      @ForAll("histories") List<Action> history, @ForAll long seed) throws Exception {
    JournalHistory run = new JournalHistory(new Random(seed));
    for (Action action : history) {
      switch (action.step()) {
        case APPEND -> run.append(1, 1 + action.number() * 9);
        case APPEND_MANY -> run.append(1 + action.number() % 12, 900);
        case RELEASE -> run.release();
        case RESTART -> run.restart();
        case KILL -> run.kill();
        case POWER_CUT -> run.cutPower();
        case POWER_CUT_SOON -> run.cutPowerAfter(action.number() % 40);
      }
    }
    run.finish("seed " + seed);
  }

  @Provide
  Arbitrary<List<Action>> histories() {
    Arbitrary<Step> steps =
        Arbitraries.frequency(
            Tuple.of(6, Step.APPEND),
            Tuple.of(4, Step.APPEND_MANY),
            Tuple.of(1, Step.RELEASE),
            Tuple.of(1, Step.RESTART),
            Tuple.of(1, Step.KILL),
            Tuple.of(1, Step.POWER_CUT),
            Tuple.of(1, Step.POWER_CUT_SOON));
    return Combinators.combine(steps, Arbitraries.integers().between(0, 999))
        .as(Action::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }
}
