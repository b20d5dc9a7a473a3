/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;

/** Keeps spans that other libraries made inside the limits. */
final class FinishedSpans {

  private FinishedSpans() {}

  static Span bounded(Span span, Recorder recorder) {
    Span.Builder builder = span.toBuilder().setName(Texts.name(span.getName(), recorder.privacy()));
    if (span.hasInput()) {
      builder.setInput(bounded(span.getInput(), recorder));
    }
    if (span.hasOutput()) {
      builder.setOutput(bounded(span.getOutput(), recorder));
    }
    return builder.build();
  }

  /** What is short enough keeps what its sender said about it. */
  private static Payload bounded(Payload payload, Recorder recorder) {
    Payload cut =
        payload.hasText()
            ? Payloads.text(payload.getText(), payload.getMimeType(), recorder)
            : Payloads.bytes(payload.getData().toByteArray(), payload.getMimeType(), recorder);
    return cut.getTruncated() ? cut : payload;
  }
}
