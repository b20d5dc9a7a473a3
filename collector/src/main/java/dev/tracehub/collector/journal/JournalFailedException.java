/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

/** A write or a sync failed: the journal acknowledges nothing more until the process restarts. */
public final class JournalFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
