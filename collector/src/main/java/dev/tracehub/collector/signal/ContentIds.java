/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids for records that OTLP gives none: what a record says tells it apart, so a record that is sent
 * again has the same id.
 */
final class ContentIds {

  private static final int HASH_BYTES = 16;

  private ContentIds() {}

  /**
   * The id of a record.
   *
   * @param index its place among those it was sent with: records of one moment keep their order, as
   *     readers sort by time, then id
   * @param owner what else tells it apart, e.g. its span
   */
  static String of(int index, String owner, MessageLite content) {
    MessageDigest digest = sha256();
    digest.update(owner.getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest(content.toByteArray());
    return String.format("%06x-", index) + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java has SHA-256", e);
    }
  }
}
