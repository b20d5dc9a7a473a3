/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.ProviderError;

/**
 * What went wrong. A provider's refusal is told by its HTTP status and its message: LangChain4j
 * hands the provider's answer on as it came.
 */
final class Failures {

  private Failures() {}

  static void record(LiveSpan span, Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof HttpException http) {
        ProviderError.record(span, http.statusCode(), http.getMessage());
        return;
      }
      cause = cause.getCause();
    }
    span.error(error);
  }
}
