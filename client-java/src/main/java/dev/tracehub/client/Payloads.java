/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.google.protobuf.ByteString;
import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.v1.Payload;
import org.jspecify.annotations.Nullable;

/** Makes payloads, cut to the limit. */
final class Payloads {

  static final String JSON = "application/json";

  private Payloads() {}

  /** A text, cut to the limit or, where it will be masked, a little behind it. */
  static Payload text(@Nullable String text, String mimeType, Recorder recorder) {
    String whole = text == null ? "" : text;
    String kept = Texts.cut(whole, longest(recorder));
    Payload.Builder payload = Payload.newBuilder().setText(kept).setMimeType(mimeType);
    if (kept.length() < whole.length()) {
      payload.setTruncated(true).setSizeBytes(Privacy.utf8Length(whole));
    }
    return payload.build();
  }

  /** Bytes, cut as texts are. */
  static Payload bytes(byte @Nullable [] data, @Nullable String mimeType, Recorder recorder) {
    byte[] whole = data == null ? new byte[0] : data;
    int kept = Math.min(whole.length, longest(recorder));
    Payload.Builder payload = Payload.newBuilder().setData(ByteString.copyFrom(whole, 0, kept));
    payload.setMimeType(mimeType == null ? "application/octet-stream" : Texts.name(mimeType));
    if (kept < whole.length) {
      payload.setTruncated(true).setSizeBytes(whole.length);
    }
    return payload.build();
  }

  private static int longest(Recorder recorder) {
    long longest = (long) recorder.limits().payloadLength() + recorder.privacy().overlap();
    return (int) Math.min(Integer.MAX_VALUE, longest);
  }
}
