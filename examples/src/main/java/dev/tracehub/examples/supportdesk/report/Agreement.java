/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Numbers that two sides have, side by side. */
final class Agreement {

  private final List<String> differences = new ArrayList<>();
  private int compared;

  /** Compares what Tracehub says with what the application counted. */
  void compare(String what, Object recorded, Object counted) {
    compared++;
    if (!Objects.equals(recorded, counted)) {
      differences.add(what + ": Tracehub says " + recorded + ", the application " + counted);
    }
  }

  /** Prints the outcome, and answers whether all numbers agree. */
  boolean print(Terminal terminal) {
    terminal.heading("Agreement");
    if (differences.isEmpty()) {
      terminal.line(
          "  "
              + terminal.good("✔ ")
              + compared
              + " numbers compared with the application's own count: all agree");
      return true;
    }
    differences.forEach(difference -> terminal.line("  " + terminal.bad("✘ ") + difference));
    terminal.line("  " + differences.size() + " of " + compared + " numbers differ");
    return false;
  }
}
