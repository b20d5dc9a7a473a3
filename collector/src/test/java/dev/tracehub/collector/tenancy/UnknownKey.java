/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A key with the public id of another one, a secret that is not its own, and a checksum that holds.
 *
 * @param held the other key
 */
record UnknownKey(Credential held) {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM = 6;
  private static final int SECRET = 24;

  Credential credential() {
    String key = held.headers().get("x-api-key");
    String head = key.substring(0, key.length() - CHECKSUM - SECRET) + "0".repeat(SECRET);
    return Credential.key("wrong secret", head + checksum(head));
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
      digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
    }
    return digits.toString();
  }
}
