/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The blocks that are not known to be safe, in the order of the journal. Not thread-safe. */
final class Blocks {

  private final Duration safeAfter;
  private final Deque<Known> blocks = new ArrayDeque<>();
  private long nextPosition;
  private long newestMillis;

  /** A block and what became of it; {@code storedMillis} is negative until the store has it. */
  record Known(Stretch stretch, Set<Long> refused, long storedMillis) {}

  Blocks(Duration safeAfter) {
    this.safeAfter = safeAfter;
  }

  void begin(Stretch stretch) {
    if (stretch.start() < nextPosition) {
      return; // Sent again: it is known with these boundaries.
    }
    blocks.addLast(new Known(stretch, Set.of(), -1));
    nextPosition = stretch.end();
  }

  void refused(Stretch stretch, long part) {
    change(
        stretch,
        known -> {
          Set<Long> refused = new TreeSet<>(known.refused());
          refused.add(part);
          return new Known(stretch, refused, known.storedMillis());
        });
  }

  void stored(Stretch stretch, long millis) {
    change(stretch, known -> new Known(stretch, known.refused(), millis));
    newestMillis = Math.max(newestMillis, millis);
    forgetSafe();
  }

  private void change(Stretch stretch, UnaryOperator<Known> change) {
    List<Known> changed = new ArrayList<>(blocks.size());
    for (Known known : blocks) {
      changed.add(known.stretch().equals(stretch) ? change.apply(known) : known);
    }
    blocks.clear();
    blocks.addAll(changed);
  }

  /**
   * Forgets the oldest blocks as long as they are safe. Their time is counted by what the store
   * took since: while it is away, nobody knows whether it still writes back.
   */
  private void forgetSafe() {
    long limit = newestMillis - safeAfter.toMillis();
    Iterator<Known> oldest = blocks.iterator();
    while (oldest.hasNext()) {
      Known known = oldest.next();
      if (known.storedMillis() < 0 || known.storedMillis() > limit) {
        return;
      }
      oldest.remove();
    }
  }

  List<Known> all() {
    return List.copyOf(blocks);
  }

  List<SentBlock> toSendAgain() {
    return all().stream().map(known -> new SentBlock(known.stretch(), known.refused())).toList();
  }

  /** Where the first block that was never begun starts. */
  long nextPosition() {
    return nextPosition;
  }

  void nextPosition(long position) {
    nextPosition = Math.max(nextPosition, position);
  }

  long neededFrom(long passed) {
    return blocks.isEmpty() ? passed : blocks.getFirst().stretch().start();
  }
}
