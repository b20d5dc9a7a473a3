/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;

/** Cuts the payloads of spans to what {@link PayloadView#HEAD} shows. */
public final class PayloadHeads {

  /** A char takes one to three bytes of UTF-8. */
  private static final int MAX_BYTES = 3 * PayloadView.HEAD_LENGTH;

  private PayloadHeads() {}

  /** The span with the heads of its payloads. */
  public static Span cut(Span span) {
    if (!span.hasInput() && !span.hasOutput()) {
      return span;
    }
    Span.Builder result = span.toBuilder();
    if (span.hasInput()) {
      result.setInput(cut(span.getInput()));
    }
    if (span.hasOutput()) {
      result.setOutput(cut(span.getOutput()));
    }
    return result.build();
  }

  /** The head of a payload. */
  public static Payload cut(Payload payload) {
    return switch (payload.getContentCase()) {
      case TEXT -> cutText(payload);
      case DATA -> cutData(payload);
      case CONTENT_NOT_SET -> payload;
    };
  }

  /** Whether the head of a payload has all of its text. Does not decode long texts. */
  public static boolean isWhole(Payload payload) {
    int bytes = payload.getTextBytes().size();
    return bytes <= PayloadView.HEAD_LENGTH
        || (bytes <= MAX_BYTES && payload.getText().length() <= PayloadView.HEAD_LENGTH);
  }

  /** The text of a payload's head; empty when the payload is no text. */
  public static String textOf(Payload payload) {
    if (isWhole(payload)) {
      return payload.getText();
    }
    ByteString bytes = payload.getTextBytes();
    // What is cut through at the end of so many bytes lies behind the head.
    return head(bytes.substring(0, Math.min(bytes.size(), MAX_BYTES + 3)).toStringUtf8());
  }

  /** The bytes of the content as its sender said, else as they are. */
  public static long sizeOf(Payload payload) {
    if (payload.getSizeBytes() != 0) {
      return payload.getSizeBytes();
    }
    return payload.hasText() ? payload.getTextBytes().size() : payload.getData().size();
  }

  private static Payload cutText(Payload payload) {
    if (isWhole(payload) && payload.getSizeBytes() != 0) {
      return payload;
    }
    Payload.Builder result = payload.toBuilder().setSizeBytes(sizeOf(payload));
    if (!isWhole(payload)) {
      result.setText(textOf(payload)).setTruncated(true);
    }
    return result.build();
  }

  private static Payload cutData(Payload payload) {
    if (payload.getData().isEmpty()) {
      return payload;
    }
    return payload.toBuilder().clearData().setTruncated(true).setSizeBytes(sizeOf(payload)).build();
  }

  private static String head(String text) {
    int end = PayloadView.HEAD_LENGTH;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
