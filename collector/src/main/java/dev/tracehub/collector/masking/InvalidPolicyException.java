/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

/** A masking policy that cannot be applied. */
public final class InvalidPolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;
  private final String description;

  /**
   * A fault of a policy.
   *
   * @param field its path in the policy, e.g. {@code patterns[2].pattern}
   * @param reason UPPER_SNAKE, for programs
   * @param description what is wrong and what was expected, for people
   */
  InvalidPolicyException(String field, String reason, String description) {
    super(field + ": " + description);
    this.field = field;
    this.reason = reason;
    this.description = description;
  }

  /** The path of the field in the policy. */
  public String field() {
    return field;
  }

  /** The reason, for programs. */
  public String reason() {
    return reason;
  }

  /** What is wrong and what was expected, for people. */
  public String description() {
    return description;
  }
}
