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

  /** Whether the head of a payload has all of its text. Does not decode the text. */
  public static boolean isWhole(Payload payload) {
    ByteString text = payload.getTextBytes();
    return headSize(text) == text.size();
  }

  /** The text of a payload's head; empty when the payload is no text. */
  public static String textOf(Payload payload) {
    return isWhole(payload) ? payload.getText() : utf8Of(payload).toStringUtf8();
  }

  /** The text of a payload's head in UTF-8. Does not decode the text. */
  public static ByteString utf8Of(Payload payload) {
    ByteString text = payload.getTextBytes();
    return text.substring(0, headSize(text));
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

  /** How many bytes a text's head takes; no character is cut through. */
  private static int headSize(ByteString utf8) {
    if (utf8.size() <= PayloadView.HEAD_LENGTH) {
      return utf8.size();
    }
    int chars = 0;
    int end = 0;
    while (end < utf8.size()) {
      int size = sizeOfCharacter(utf8.byteAt(end));
      // What takes four bytes is a pair of chars.
      chars += size == 4 ? 2 : 1;
      if (chars > PayloadView.HEAD_LENGTH) {
        return end;
      }
      end += size;
    }
    return utf8.size();
  }

  private static int sizeOfCharacter(byte first) {
    if (first >= 0) {
      return 1;
    }
    return switch (first & 0xf0) {
      case 0xf0 -> 4;
      case 0xe0 -> 3;
      default -> 2;
    };
  }
}
