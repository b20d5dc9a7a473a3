/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.Cursor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Writes and reads the page tokens of one question. A token holds a version, a hash of the
 * question, the cursor and a checksum; it is opaque to callers but no secret: all it can do is to
 * name a place in a list that the caller may read anyway.
 */
final class PageTokens {

  private static final byte VERSION = 1;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final int MAX_LENGTH = 4096;
  private static final byte AFTER = 0;
  private static final byte BEFORE = 1;

  private final long question;

  private PageTokens(long question) {
    this.question = question;
  }

  /**
   * Tokens of the question that these parts make up. The size of pages is no part of a question, so
   * that a caller may change it on the way.
   */
  static PageTokens of(Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return new PageTokens(ByteBuffer.wrap(digest.digest()).getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java platform has SHA-256", e);
    }
  }

  /** The token that leads to a cursor; empty when there is none. */
  String write(Optional<Cursor> cursor) {
    return cursor.map(this::write).orElse("");
  }

  private String write(Cursor cursor) {
    byte[] id = cursor.id().getBytes(StandardCharsets.UTF_8);
    ByteBuffer token =
        ByteBuffer.allocate(2 + 2 * Long.BYTES + id.length + CHECKSUM_BYTES)
            .put(VERSION)
            .put(cursor.side() == Cursor.Side.AFTER ? AFTER : BEFORE)
            .putLong(question)
            .putLong(cursor.timeNanos())
            .put(id);
    token.putInt(checksum(token.array(), token.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** The cursor of a token; empty for an empty one, which asks for the first page. */
  Optional<Cursor> read(String token) {
    return token.isEmpty() ? Optional.empty() : Optional.of(decode(token));
  }

  private Cursor decode(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token.length() <= MAX_LENGTH ? token : "");
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      byte version = buffer.get();
      byte side = buffer.get();
      long asked = buffer.getLong();
      long timeNanos = buffer.getLong();
      byte[] id = new byte[buffer.remaining() - CHECKSUM_BYTES];
      buffer.get(id);
      boolean intact = buffer.getInt() == checksum(bytes, bytes.length - CHECKSUM_BYTES);
      if (!intact || version != VERSION || (side != AFTER && side != BEFORE)) {
        throw invalid("unknown (expected: a token of an earlier answer, unchanged)");
      }
      if (asked != question) {
        throw invalid("of another question (expected: same time_range, filter and order)");
      }
      return new Cursor(
          side == AFTER ? Cursor.Side.AFTER : Cursor.Side.BEFORE,
          timeNanos,
          new String(id, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException e) {
      throw invalid("unknown (expected: a token of an earlier answer, unchanged)");
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private static RuntimeException invalid(String description) {
    return Failures.invalid("page_token", "INVALID_PAGE_TOKEN", description);
  }
}
