/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

/** When the journal syncs what it wrote, and so what an acknowledgement is worth. */
public enum SyncMode {
  /** Before each acknowledgement: nothing acknowledged is lost by a crash or a power cut. */
  ALWAYS,
  /**
   * At an interval. A crash of the process loses nothing; a power cut may cost what was
   * acknowledged since the last sync.
   */
  INTERVAL,
  /**
   * When a segment is full, else when the operating system wants to. A crash of the process loses
   * nothing; a power cut may cost what was acknowledged since then.
   */
  NONE
}
