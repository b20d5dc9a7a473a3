/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.KeyScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * A key as clients send it: {@code th_SCOPE_} and 42 base62 digits, of which 12 are the key's
 * public id, 24 (142 bits) its secret and 6 a CRC32 of all that stands before them. The checksum
 * lets junk and typing errors be refused without asking the store; it guards nothing.
 *
 * @param keyId the public id
 * @param text the whole key
 */
record KeySecret(String keyId, String text) {

  private static final String PREFIX = "th_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 24;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int BODY_LENGTH = ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH;
  private static final int MAX_LENGTH = 128;

  /** Makes a key. The scopes only give the word in its middle, for people who find it. */
  static KeySecret generate(List<KeyScope> scopes, RandomGenerator random) {
    StringBuilder text = new StringBuilder(PREFIX).append(word(scopes)).append('_');
    int body = text.length();
    for (int i = 0; i < ID_LENGTH + SECRET_LENGTH; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    text.append(checksum(text));
    return new KeySecret(text.substring(body, body + ID_LENGTH), text.toString());
  }

  /** The key of this text; empty when it is none. */
  static Optional<KeySecret> parse(String text) {
    int body = text.lastIndexOf('_') + 1;
    if (text.length() > MAX_LENGTH
        || !text.startsWith(PREFIX)
        || text.length() - body != BODY_LENGTH) {
      return Optional.empty();
    }
    int end = text.length() - CHECKSUM_LENGTH;
    if (!text.substring(end).equals(checksum(text.substring(0, end)))) {
      return Optional.empty();
    }
    return Optional.of(new KeySecret(text.substring(body, body + ID_LENGTH), text));
  }

  /** The SHA-256 of a key: all that the store ever sees of it. */
  static ByteString digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return ByteString.copyFrom(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether two digests are equal, in a time that does not tell where they differ. */
  static boolean sameDigest(ByteString one, ByteString other) {
    return MessageDigest.isEqual(one.toByteArray(), other.toByteArray());
  }

  private static String word(List<KeyScope> scopes) {
    if (scopes.size() != 1) {
      return "mixed";
    }
    return scopes.get(0).name().replace("KEY_SCOPE_", "").toLowerCase(Locale.ROOT);
  }

  private static String checksum(CharSequence text) {
    CRC32 crc = new CRC32();
    crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "KeySecret[" + keyId + "]";
  }
}
