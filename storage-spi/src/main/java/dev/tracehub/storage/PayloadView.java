/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/** How much of the payloads an answer carries. */
public enum PayloadView {
  /**
   * The first {@value #HEAD_LENGTH} characters of text and nothing of other data, marked as
   * truncated when there is more; {@code size_bytes} tells the whole size. {@link PayloadHeads}
   * does it.
   */
  HEAD,
  /** All, as it was stored. */
  FULL;

  /** Characters (UTF-16 code units, never half a pair) of a head. */
  public static final int HEAD_LENGTH = 200;
}
