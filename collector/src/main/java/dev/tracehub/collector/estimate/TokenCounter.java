/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;

/**
 * Counts the tokens of texts. Of more than {@value #MAX_CHARACTERS} characters only the first so
 * many are split, and the rest is taken to have as many tokens for each character: the drain has
 * one thread. Thread-safe.
 */
final class TokenCounter {

  /**
   * Some 2,000 tokens of English: 4 ms, and 20 to 60 ms where a text is made to be slow, such as
   * one of a single letter.
   */
  static final int MAX_CHARACTERS = 8_192;

  private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();

  /** The tokens of all texts together, as ordinary text: special tokens have no meaning here. */
  long count(EncodingType type, List<String> texts) {
    Encoding encoding = encodings.getEncoding(type);
    long tokens = 0;
    long counted = 0;
    long all = 0;
    for (String text : texts) {
      all += text.length();
      String head = head(text, MAX_CHARACTERS - counted);
      tokens += encoding.countTokensOrdinary(head);
      counted += head.length();
    }
    return counted == all ? tokens : Math.round((double) tokens * all / counted);
  }

  /** At most so many characters, none of them half. */
  private static String head(String text, long most) {
    if (text.length() <= most) {
      return text;
    }
    int end = (int) most;
    boolean half =
        end > 0
            && Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, half ? end - 1 : end);
  }
}
