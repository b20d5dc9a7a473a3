/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;
import org.jspecify.annotations.Nullable;

/** Makes payloads, cut to the limit. */
final class Payloads {

  static final String JSON = "application/json";

  private Payloads() {}

  static Payload text(@Nullable String text, String mimeType, RecordingLimits limits) {
    String whole = text == null ? "" : text;
    String kept = Texts.cut(whole, limits.payloadLength());
    return Payload.newBuilder()
        .setText(kept)
        .setMimeType(mimeType)
        .setTruncated(kept.length() < whole.length())
        .build();
  }

  static Payload bytes(byte @Nullable [] data, @Nullable String mimeType, RecordingLimits limits) {
    byte[] whole = data == null ? new byte[0] : data;
    int kept = Math.min(whole.length, limits.payloadLength());
    return Payload.newBuilder()
        .setData(ByteString.copyFrom(whole, 0, kept))
        .setMimeType(mimeType == null ? "application/octet-stream" : Texts.name(mimeType))
        .setTruncated(kept < whole.length)
        .build();
  }
}
