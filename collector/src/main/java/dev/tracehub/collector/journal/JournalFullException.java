/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

/** The journal is at its disk limit or the disk is nearly full. Nothing was written; try later. */
public final class JournalFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalFullException(String message) {
    super(message);
  }
}
