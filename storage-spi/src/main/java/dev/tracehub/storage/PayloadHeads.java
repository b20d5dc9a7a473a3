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

  private static Payload cutText(Payload payload) {
    String text = payload.getText();
    String head = head(text);
    if (head.length() == text.length() && payload.getSizeBytes() != 0) {
      return payload;
    }
    Payload.Builder result = payload.toBuilder().setText(head);
    if (head.length() < text.length()) {
      result.setTruncated(true);
    }
    if (payload.getSizeBytes() == 0) {
      result.setSizeBytes(ByteString.copyFromUtf8(text).size());
    }
    return result.build();
  }

  private static Payload cutData(Payload payload) {
    if (payload.getData().isEmpty()) {
      return payload;
    }
    Payload.Builder result = payload.toBuilder().clearData().setTruncated(true);
    if (payload.getSizeBytes() == 0) {
      result.setSizeBytes(payload.getData().size());
    }
    return result.build();
  }

  private static String head(String text) {
    if (text.length() <= PayloadView.HEAD_LENGTH) {
      return text;
    }
    int end = PayloadView.HEAD_LENGTH;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
