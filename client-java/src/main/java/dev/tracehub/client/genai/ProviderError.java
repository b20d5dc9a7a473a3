/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import dev.tracehub.client.LiveSpan;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider's refusal: its HTTP status and the message in its answer. */
public final class ProviderError {

  /** Longer answers are not searched for their message: {@value} characters. */
  private static final int LONGEST_BODY = 20_000;

  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private ProviderError() {}

  /**
   * Records a refusal.
   *
   * @param body the answer as it came; where it is JSON its "message" is recorded
   */
  public static void record(LiveSpan span, int status, @Nullable String body) {
    span.error(String.valueOf(status), message(String.valueOf(body)));
  }

  private static String message(String body) {
    if (body.length() > LONGEST_BODY) {
      return body;
    }
    Matcher matcher = MESSAGE.matcher(body);
    return body.strip().startsWith("{") && matcher.find() ? Json.unescape(matcher.group(1)) : body;
  }
}
