/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import java.util.List;

/**
 * Whether the collector can do its work now.
 *
 * @param checks what has to hold; ready means that all do
 */
public record Readiness(List<Check> checks) {

  /**
   * One thing that has to hold.
   *
   * @param name e.g. {@code journal}
   * @param ok whether it holds
   * @param reason why it does not, for people; may be empty when it does
   */
  public record Check(String name, boolean ok, String reason) {}

  public Readiness {
    checks = List.copyOf(checks);
  }

  /** Whether everything holds. */
  public boolean isReady() {
    return checks.stream().allMatch(Check::ok);
  }
}
