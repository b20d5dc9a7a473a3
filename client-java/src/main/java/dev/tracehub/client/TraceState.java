/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code tracestate} header as W3C Trace Context asks: what is wrong is no header, and
 * what is too long to pass on is shortened by its longest and then by its last members.
 */
final class TraceState {

  private static final int MOST_MEMBERS = 32;
  private static final int MOST_CHARACTERS = 512;
  private static final int LONG_MEMBER = 128;

  private static final Pattern MEMBER =
      Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,255}=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

  private TraceState() {}

  /** The header to pass on; empty when there is none or it is wrong. */
  static String parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return "";
    }
    List<String> members = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      String member = part.strip();
      if (member.isEmpty()) {
        continue;
      }
      String key = member.substring(0, Math.max(0, member.indexOf('=')));
      if (!MEMBER.matcher(member).matches()
          || keys.contains(key)
          || members.size() == MOST_MEMBERS) {
        return "";
      }
      keys.add(key);
      members.add(member);
    }
    return shortened(members);
  }

  private static String shortened(List<String> members) {
    if (length(members) > MOST_CHARACTERS) {
      members.removeIf(member -> member.length() > LONG_MEMBER);
    }
    while (length(members) > MOST_CHARACTERS) {
      members.remove(members.size() - 1);
    }
    return String.join(",", members);
  }

  private static int length(List<String> members) {
    return members.stream().mapToInt(member -> member.length() + 1).sum() - 1;
  }
}
