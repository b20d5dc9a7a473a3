/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/**
 * What was held back at the source, since the client was built.
 *
 * @param sampledOut spans of traces that sampling left out; they count as recorded and as nothing
 *     else
 * @param droppedAttributes attributes that the allow-list held back
 * @param maskerFailures texts that were replaced as a whole because the masker failed on them
 */
public record PrivacyStats(long sampledOut, long droppedAttributes, long maskerFailures) {

  /** Nothing was held back. */
  public static final PrivacyStats NONE = new PrivacyStats(0, 0, 0);
}
