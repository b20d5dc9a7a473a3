/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes user ids with HMAC-SHA-256, the salt being the key: 32 hexadecimal digits, the first half
 * of the result. Thread-safe.
 *
 * <p>HMAC and not a hash of salt and id in a row: ids are guessable, so that the salt is a key, and
 * HMAC is what is proven for keys. It also cannot confuse where the salt ends and the id begins.
 */
final class UserIds {

  /** Shorter salts can be guessed: {@value} bytes. */
  static final int LEAST_SALT = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEPT_BYTES = 16;

  private final Mac mac;

  /** The last id and its hash: the spans of a trace mostly have the same user. Guarded by this. */
  private String lastId = "";

  /** Guarded by this. */
  private String lastHash = "";

  private UserIds(Mac mac) {
    this.mac = mac;
  }

  static @Nullable UserIds withSalt(byte @Nullable [] salt) {
    if (salt == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      return new UserIds(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  synchronized String hash(String id) {
    if (!id.equals(lastId)) {
      byte[] whole = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      lastHash = HexFormat.of().formatHex(whole, 0, KEPT_BYTES);
      lastId = id;
    }
    return lastHash;
  }
}
