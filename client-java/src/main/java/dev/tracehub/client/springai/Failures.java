/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.ProviderError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went wrong. A provider's refusal is told by its HTTP status and its message. The clients of
 * the providers have exceptions of their own, which have in common that their message begins with
 * the status, as "429: ..." or "HTTP 429 - ...".
 */
final class Failures {

  private static final Pattern REFUSAL =
      Pattern.compile("(?:HTTP )?([45]\\d{2})(?::| -)\\s*+(.*)", Pattern.DOTALL);

  private Failures() {}

  static void record(LiveSpan span, Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      Matcher refusal = REFUSAL.matcher(String.valueOf(cause.getMessage()));
      if (refusal.matches()) {
        ProviderError.record(span, Integer.parseInt(refusal.group(1)), refusal.group(2));
        return;
      }
      cause = cause.getCause();
    }
    span.error(error);
  }
}
