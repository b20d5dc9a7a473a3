/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of a project's own. Immutable, thread-safe.
 *
 * @param name what markers and counts call it
 * @param pattern the pattern; when it has a group, only what the first group matches is masked
 * @param literal a text that everything that matches has; empty when there is none
 */
record OwnPattern(String name, Pattern pattern, Optional<String> literal) {

  static OwnPattern of(String name, Pattern pattern) {
    return new OwnPattern(name, pattern, RequiredLiteral.of(pattern.pattern()));
  }

  /** Adds what it finds in a text. Reads the text a bounded number of times. */
  void addTo(DecodedText text, List<Found> found) {
    if (literal.isPresent() && !text.contains(literal.get())) {
      return;
    }
    ReadLimit limited = text.limited();
    int done = 0;
    try {
      Matcher matcher = pattern.matcher(limited);
      int group = Math.min(1, matcher.groupCount());
      while (matcher.find()) {
        done = matcher.end();
        add(text, matcher.start(group), matcher.end(group), found);
      }
    } catch (ReadLimit.ExceededException e) {
      // Some patterns read to the end for each of many matches. The rest is masked unread.
      add(text, done, limited.length(), found);
    }
  }

  private void add(DecodedText text, int start, int end, List<Found> found) {
    if (start < 0 || start == end) {
      return;
    }
    int from = text.place(start);
    int to = text.place(end);
    if (!text.isInMarker(from, to)) {
      found.add(Found.ofOwn(name, from, to));
    }
  }
}
