/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

/**
 * The journal is at its disk limit, the disk is nearly full, or frames arrive faster than the disk
 * takes them. Nothing was written; try later.
 */
public final class JournalFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalFullException(String message) {
    super(message);
  }
}
