/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.Document;
import dev.tracehub.v1.ApiKey;

/**
 * A key as the store holds it. The document's id is the key's id; its body is one byte of format
 * ({@value #FORMAT}), the 32 bytes of the key's SHA-256, and the {@code tracehub.v1.ApiKey}.
 *
 * @param key the key without its secret
 * @param digest the SHA-256 of the whole key
 * @param version of the document
 */
record StoredKey(ApiKey key, ByteString digest, long version) {

  static final String KIND = "api-key";

  private static final byte FORMAT = 1;
  private static final int DIGEST_END = 33;

  static StoredKey of(Document document) {
    ByteString body = document.body();
    if (body.size() < DIGEST_END || body.byteAt(0) != FORMAT) {
      throw new IllegalStateException(
          KIND + " " + document.id() + ": unknown format (expected: " + FORMAT + ")");
    }
    try {
      ApiKey key = ApiKey.parseFrom(body.substring(DIGEST_END));
      return new StoredKey(key, body.substring(1, DIGEST_END), document.version());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(KIND + " " + document.id() + ": cannot be read", e);
    }
  }

  Document document() {
    ByteString body =
        ByteString.copyFrom(new byte[] {FORMAT}).concat(digest).concat(key.toByteString());
    return new Document(KIND, key.getKeyId(), version, body);
  }

  StoredKey with(ApiKey changed) {
    return new StoredKey(changed, digest, version);
  }
}
