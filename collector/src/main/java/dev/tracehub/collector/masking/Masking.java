/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import dev.tracehub.collector.wire.MessageShape;

/** Takes secrets out of messages. Thread-safe. */
@FunctionalInterface
public interface Masking {

  /**
   * The message with a marker in the place of each secret; the same array when there is none.
   *
   * @param shape what the message is
   * @param message its bytes, which need not be well-formed: what cannot be read is left alone, for
   *     validation to reject
   */
  byte[] mask(MessageShape shape, byte[] message);

  /** Masks nothing. */
  static Masking none() {
    return (shape, message) -> message;
  }
}
