/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

import java.util.Locale;

/** Why a client gave a record up. */
public enum DropReason {
  /** The queue was at one of its bounds: the application records faster than it can be sent. */
  QUEUE_FULL,
  /** The record alone is larger than one may be, or than the collector takes. */
  TOO_LARGE,
  /** The client was closed, or closing ran out of time. */
  CLOSED,
  /** The collector could not be reached for too long. */
  RETRY_EXHAUSTED,
  /** The record could not be put into its wire form. */
  ENCODE_ERROR,
  /** The spool was at its bound, and what had been in it the longest made room. */
  SPOOL_FULL,
  /** It was in the spool and cannot be read back: damaged, or its file was removed. */
  SPOOL_LOST;

  /** The reason as the collector is told, e.g. {@code queue_full}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
