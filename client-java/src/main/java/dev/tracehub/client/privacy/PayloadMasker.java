/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;

/**
 * Masks payloads and cuts them to their length, as {@link TextMasker} does. Immutable.
 *
 * @param masker masks
 * @param length the longest payload in characters or bytes
 */
record PayloadMasker(SafeMasker masker, int length) {

  Payload mask(String field, Payload payload) {
    if (payload.hasText()) {
      String text = payload.getText();
      String masked = masker.mask(field, text);
      String kept = TextLimits.cut(masked, room(payload, text.length(), masked.length()));
      return kept.equals(text)
          ? payload
          : sized(payload, masked.length() > kept.length(), Privacy.utf8Length(text))
              .setText(kept)
              .build();
    }
    ByteString data = payload.getData();
    ByteString masked = ValueMasker.mask(masker, field, data);
    int room = room(payload, data.size(), masked.size());
    ByteString kept = masked.substring(0, Math.min(room, masked.size()));
    return kept.equals(data)
        ? payload
        : sized(payload, masked.size() > kept.size(), data.size()).setData(kept).build();
  }

  private int room(Payload payload, int given, int masked) {
    return payload.getTruncated() ? TextMasker.room(given, masked, length) : length;
  }

  private static Payload.Builder sized(Payload payload, boolean cut, long size) {
    Payload.Builder builder = payload.toBuilder();
    if (cut && !payload.getTruncated()) {
      builder.setTruncated(true).setSizeBytes(size);
    }
    return builder;
  }
}
