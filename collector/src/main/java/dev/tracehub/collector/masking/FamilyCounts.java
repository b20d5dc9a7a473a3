/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each family was masked since the start. Thread-safe. */
public final class FamilyCounts {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Nothing masked yet. */
  public FamilyCounts() {}

  void count(String name) {
    counts.computeIfAbsent(name, any -> new LongAdder()).increment();
  }

  /** The counts by family and by name of own patterns. */
  public Map<String, Long> toMap() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }
}
