/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.Optional;

/**
 * Whether a component is likely to work now.
 *
 * @param problem why it is not; empty when it is
 */
public record CheckResult(Optional<String> problem) {

  private static final CheckResult OK = new CheckResult(Optional.empty());

  /** It is likely to work. */
  public static CheckResult ok() {
    return OK;
  }

  /** It is not, for this reason. */
  public static CheckResult failed(String problem) {
    return new CheckResult(Optional.of(problem));
  }

  /** Whether it is likely to work. */
  public boolean isOk() {
    return problem.isEmpty();
  }
}
