/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

/** A sampling that cannot be. */
public final class InvalidSamplingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String field;
  private final String description;

  InvalidSamplingException(String field, String description) {
    super(description);
    this.field = field;
    this.description = description;
  }

  /** The field of {@code TailSampling} that is wrong. */
  public String field() {
    return field;
  }

  /** What it holds, and what was expected. */
  public String description() {
    return description;
  }
}
