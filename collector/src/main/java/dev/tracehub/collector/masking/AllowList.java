/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What is never masked. Immutable, thread-safe.
 *
 * @param values finds, as they stand in the text
 * @param patterns what matches a find from begin to end
 */
record AllowList(Set<String> values, List<Pattern> patterns) {

  /** Everything is masked. */
  static final AllowList NOTHING = new AllowList(Set.of(), List.of());

  /** A find longer than this is no value that somebody has listed. */
  private static final int LONGEST = 4096;

  AllowList {
    values = Set.copyOf(values);
    patterns = List.copyOf(patterns);
  }

  boolean allows(byte[] text, int from, int to) {
    if ((values.isEmpty() && patterns.isEmpty()) || to - from > LONGEST) {
      return false;
    }
    String find = new String(text, from, to - from, StandardCharsets.UTF_8);
    return values.contains(find) || patterns.stream().anyMatch(pattern -> pattern.matches(find));
  }
}
