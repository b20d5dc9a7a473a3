/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What makes a journal itself, made once.
 *
 * @param id its public name
 * @param salt mixed into each checksum and never told: a sender cannot put bytes into a payload
 *     that recovery would take for a frame
 */
record Identity(long id, long salt) {

  static final String FILE = "journal.id";

  static Identity create() {
    SecureRandom random = new SecureRandom();
    return new Identity(random.nextLong(), random.nextLong());
  }

  static Identity decode(ByteBuffer bytes) {
    return new Identity(bytes.getLong(), bytes.getLong());
  }

  ByteBuffer encode() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(id).putLong(salt).flip();
  }

  String name() {
    return HexFormat.of().toHexDigits(id);
  }
}
