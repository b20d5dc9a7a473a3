/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Cuts the power at one of the calls that change the disk: that one and all after it fail. */
final class PowerCut implements SimulatedDisk.Fault {

  private static final Set<SimulatedDisk.Call> HARMLESS = Set.of(SimulatedDisk.Call.READ);

  private final AtomicInteger callsLeft;

  PowerCut(int callsLeft) {
    this.callsLeft = new AtomicInteger(callsLeft);
  }

  /** Whether the power was cut. */
  boolean happened() {
    return callsLeft.get() < 0;
  }

  @Override
  public void before(SimulatedDisk.Call call, String name) throws IOException {
    int left = HARMLESS.contains(call) ? callsLeft.get() : callsLeft.decrementAndGet();
    if (left < 0) {
      throw new IOException("power cut at " + call + " " + name);
    }
  }
}
