/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.StorageSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of the store.
 *
 * @param maxBytes setting {@code max_bytes}: the most bytes of heap that records may take, at least
 *     {@value #MIN_BYTES}; by default two fifths of the greatest heap
 * @param queryThreads setting {@code query_threads}: how many questions are answered at a time, 1
 *     to {@value #MAX_THREADS}; by default as many as there are processors, at least 2
 * @param dataDirectory where the file of documents lies; empty: they end with the process
 */
record MemorySettings(long maxBytes, int queryThreads, Optional<Path> dataDirectory) {

  static final String MAX_BYTES = "max_bytes";
  static final String QUERY_THREADS = "query_threads";
  static final long MIN_BYTES = 1 << 20;
  static final int MAX_THREADS = 256;

  private static final Set<String> NAMES = new TreeSet<>(Set.of(MAX_BYTES, QUERY_THREADS));

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException naming a setting that is unknown or wrong
   */
  static MemorySettings of(StorageSettings settings) {
    Map<String, String> values = settings.values();
    for (String name : new TreeSet<>(values.keySet())) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            name + ": unknown setting of the memory store (expected: one of " + NAMES + ")");
      }
    }
    return new MemorySettings(
        number(values, MAX_BYTES, MIN_BYTES, Long.MAX_VALUE).orElseGet(MemorySettings::share),
        number(values, QUERY_THREADS, 1, MAX_THREADS)
            .map(Math::toIntExact)
            .orElseGet(() -> Math.max(2, Runtime.getRuntime().availableProcessors())),
        settings.dataDirectory());
  }

  private static long share() {
    return Math.max(MIN_BYTES, Runtime.getRuntime().maxMemory() / 5 * 2);
  }

  private static Optional<Long> number(
      Map<String, String> values, String name, long min, long max) {
    String text = values.get(name);
    if (text == null) {
      return Optional.empty();
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
    } catch (NumberFormatException e) {
      // Falls through to the same answer.
    }
    throw new IllegalArgumentException(
        name + ": \"" + text + "\" (expected: a whole number from " + min + " to " + max + ")");
  }
}
