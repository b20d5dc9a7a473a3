/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for parts of secrets in bytes: whatever masking leaves of one is a leak too. */
final class SecretSearch {

  /** More than the beginnings that all keys of an issuer have. */
  private static final int PART = 14;

  private final Map<Long, List<byte[]>> parts = new HashMap<>();

  SecretSearch(List<String> secrets) {
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      int length = Math.min(PART, bytes.length);
      for (int from = 0; from + length <= bytes.length; from++) {
        parts
            .computeIfAbsent(probe(bytes, from), any -> new ArrayList<>())
            .add(Arrays.copyOfRange(bytes, from, from + length));
      }
    }
  }

  /** The parts that are there. */
  Set<String> in(byte[] content) {
    Set<String> found = new TreeSet<>();
    for (int at = 0; at + Long.BYTES <= content.length; at++) {
      List<byte[]> candidates = parts.get(probe(content, at));
      if (candidates != null) {
        for (byte[] part : candidates) {
          int end = at + part.length;
          if (end <= content.length && Arrays.equals(part, 0, part.length, content, at, end)) {
            found.add(new String(part, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return found;
  }

  private static long probe(byte[] bytes, int at) {
    long probe = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      probe = probe << Byte.SIZE | bytes[at + i] & 0xFF;
    }
    return probe;
  }
}
