/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import dev.tracehub.client.status.LogGate;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fences a masker off: what it throws must reach neither the worker nor the log, because the text
 * of an exception may be the text that was to be masked. Thread-safe if the masker is.
 */
final class SafeMasker {

  static final String FAILED = "[masked:error]";

  private static final Logger LOGGER = LoggerFactory.getLogger(SafeMasker.class);

  private final Masker masker;
  private final LogGate gate;
  private final LongAdder failures = new LongAdder();

  SafeMasker(Masker masker, LogGate gate) {
    this.masker = masker;
    this.gate = gate;
  }

  boolean masks() {
    return masker != Masker.NONE;
  }

  String mask(String field, String text) {
    if (!masks() || text.isEmpty()) {
      return text;
    }
    try {
      String masked = masker.mask(field, text);
      return masked == null ? failed(field, "null") : masked;
    } catch (RuntimeException | Error e) {
      return failed(field, place(e));
    }
  }

  private String failed(String field, String what) {
    failures.increment();
    if (gate.tryPass()) {
      LOGGER.warn(
          "Tracehub masker failed on {} with {}; {} texts were replaced by {} so far: mend the"
              + " masker",
          field,
          what,
          failures.sum(),
          FAILED);
    }
    return FAILED;
  }

  /** The type and the line, without the message. */
  private static String place(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  long failures() {
    return failures.sum();
  }
}
