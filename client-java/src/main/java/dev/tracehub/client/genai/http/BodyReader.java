/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

/** Reads a body while it passes. Used by one thread at a time. */
interface BodyReader {

  /** The next bytes, which belong to the caller. */
  void read(byte[] bytes, int offset, int length);

  /**
   * The span is to be told what was read, success included. Called once, at the end.
   *
   * @return whether it ended as it should: the host did not stop before, nor the provider
   */
  boolean end();
}
