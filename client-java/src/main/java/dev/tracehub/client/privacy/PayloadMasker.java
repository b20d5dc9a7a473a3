/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;

/**
 * Masks payloads and cuts them to their length. The application's thread cuts them a little longer,
 * so that what lies across the cut is recognised and not left as a half. Immutable.
 *
 * @param masker masks
 * @param length the longest payload in characters or bytes
 */
record PayloadMasker(SafeMasker masker, int length) {

  Payload mask(String field, Payload payload) {
    if (payload.hasText()) {
      String text = payload.getText();
      String masked = masker.mask(field, text);
      String kept = cut(masked, room(payload, text.length(), masked.length()));
      return kept.equals(text)
          ? payload
          : sized(payload, masked.length() > kept.length(), Privacy.utf8Length(text))
              .setText(kept)
              .build();
    }
    ByteString data = payload.getData();
    ByteString masked = new ValueMasker(masker).mask(field, data);
    int room = room(payload, data.size(), masked.size());
    ByteString kept = masked.substring(0, Math.min(room, masked.size()));
    return kept.equals(data)
        ? payload
        : sized(payload, masked.size() > kept.size(), data.size()).setData(kept).build();
  }

  /**
   * The most that may be sent of what was masked. Where the application's thread has cut, the end
   * is half of something that was not recognised: what was handed over beyond the length goes,
   * however much shorter the rest has become.
   */
  private int room(Payload payload, int given, int masked) {
    boolean wasCut = payload.getTruncated() && given > length;
    return wasCut ? Math.max(0, Math.min(length, masked - (given - length))) : length;
  }

  private static Payload.Builder sized(Payload payload, boolean cut, long size) {
    Payload.Builder builder = payload.toBuilder();
    if (cut && !payload.getTruncated()) {
      builder.setTruncated(true).setSizeBytes(size);
    }
    return builder;
  }

  /** The head of a text, without half of a surrogate pair at its end. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean half = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }
}
