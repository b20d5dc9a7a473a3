/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What tail sampling left out since the start. A part of the journal that is read again counts
 * once. Written by one thread, read by any.
 */
public final class SamplingStats {

  private final Map<String, LongAdder> sampledOut = new ConcurrentHashMap<>();
  private final LongAdder early = new LongAdder();
  private volatile long held;
  private long counted = Long.MIN_VALUE;

  /** Whether what happens at a position of the journal happens for the first time. */
  boolean isNew(long position) {
    return position > counted;
  }

  void recalled(long position) {
    counted = Math.max(counted, position);
  }

  void passed(long position, long heldTraces) {
    counted = Math.max(counted, position);
    held = heldTraces;
  }

  void leftOut(String project, long spans) {
    sampledOut.computeIfAbsent(project, name -> new LongAdder()).add(spans);
  }

  void decidedEarly(long position) {
    if (isNew(position)) {
      early.increment();
    }
  }

  /** Traces that were decided before their time because too much was held. */
  public long decidedEarly() {
    return early.sum();
  }

  /** Finished spans of a project that were left out. */
  public long sampledOut(String project) {
    LongAdder spans = sampledOut.get(project);
    return spans == null ? 0 : spans.sum();
  }

  /** Finished spans of all projects that were left out. */
  public long sampledOut() {
    return sampledOut.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Traces that are held. */
  public long held() {
    return held;
  }
}
