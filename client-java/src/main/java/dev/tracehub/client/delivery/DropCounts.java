/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** One number per reason. Thread-safe. */
final class DropCounts {

  private final Map<DropReason, AtomicLong> counts = new EnumMap<>(DropReason.class);

  DropCounts() {
    for (DropReason reason : DropReason.values()) {
      counts.put(reason, new AtomicLong());
    }
  }

  long get(DropReason reason) {
    return count(reason).get();
  }

  void add(DropReason reason, long records) {
    count(reason).addAndGet(records);
  }

  /** Moves up to what the other has, and says by how much. */
  long catchUp(DropReason reason, DropCounts other) {
    long target = other.get(reason);
    return target - count(reason).getAndSet(target);
  }

  /** Whether the other has a number that is greater. */
  boolean isBehind(DropCounts other) {
    for (DropReason reason : DropReason.values()) {
      if (other.get(reason) > get(reason)) {
        return true;
      }
    }
    return false;
  }

  Map<DropReason, Long> toMap() {
    Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
    counts.forEach((reason, count) -> copy.put(reason, count.get()));
    return copy;
  }

  private AtomicLong count(DropReason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
