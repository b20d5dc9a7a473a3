/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes as long as a fast model would, scaled down. */
final class Pace {

  private static final long MICROS_PER_CALL = 3_000;
  private static final long MICROS_PER_INPUT_TOKEN = 8;
  private static final long MICROS_PER_OUTPUT_TOKEN = 350;

  private Pace() {}

  static void work(int inputTokens, int outputTokens) {
    pause(
        MICROS_PER_CALL
            + MICROS_PER_INPUT_TOKEN * inputTokens
            + MICROS_PER_OUTPUT_TOKEN * outputTokens);
  }

  /** Between two events of a stream. */
  static void token() {
    pause(MICROS_PER_OUTPUT_TOKEN);
  }

  private static void pause(long micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
