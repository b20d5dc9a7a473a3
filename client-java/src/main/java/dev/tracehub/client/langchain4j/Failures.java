/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went wrong. A provider's refusal is told by its HTTP status and its message: LangChain4j
 * hands the provider's answer on as it came.
 */
final class Failures {

  /** Longer answers are not searched for their message: {@value} characters. */
  private static final int LONGEST_BODY = 20_000;

  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private Failures() {}

  static void record(LiveSpan span, Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof HttpException http) {
        span.error(String.valueOf(http.statusCode()), message(http));
        return;
      }
      cause = cause.getCause();
    }
    span.error(error);
  }

  private static String message(HttpException error) {
    String body = String.valueOf(error.getMessage());
    if (body.length() > LONGEST_BODY) {
      return body;
    }
    Matcher matcher = MESSAGE.matcher(body);
    return body.strip().startsWith("{") && matcher.find() ? Json.unescape(matcher.group(1)) : body;
  }
}
