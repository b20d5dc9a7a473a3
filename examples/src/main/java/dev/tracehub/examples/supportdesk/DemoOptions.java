/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk;

import java.util.Map;

/**
 * What the demo is told, by arguments or else by the environment.
 *
 * @param endpoint the collector's gRPC endpoint: the first argument or {@code --endpoint},
 *     TRACEHUB_ENDPOINT
 * @param apiKey a key that may ingest and read: {@code --api-key}, TRACEHUB_API_KEY
 * @param turns questions that customers ask, one trace each: {@code --turns}
 */
record DemoOptions(String endpoint, String apiKey, int turns) {

  static final String USAGE = "[URL] --endpoint URL --api-key KEY --turns N";

  private static final String DEFAULT_TURNS = "40";
  private static final int MAX_TURNS = 2_000;

  DemoOptions {
    if (turns < 1 || turns > MAX_TURNS) {
      throw new IllegalArgumentException("turns: " + turns + " (expected: 1 to " + MAX_TURNS + ")");
    }
  }

  static DemoOptions parse(String[] args, Map<String, String> environment) {
    String endpoint = environment.getOrDefault("TRACEHUB_ENDPOINT", "http://localhost:4317");
    String apiKey = environment.getOrDefault("TRACEHUB_API_KEY", "");
    String turns = DEFAULT_TURNS;
    int first = args.length > 0 && !args[0].startsWith("--") ? 1 : 0;
    if (first == 1) {
      endpoint = args[0];
    }
    for (int i = first; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + ": (expected: a value after it)");
      }
      switch (args[i]) {
        case "--endpoint" -> endpoint = args[i + 1];
        case "--api-key" -> apiKey = args[i + 1];
        case "--turns" -> turns = args[i + 1];
        default ->
            throw new IllegalArgumentException(args[i] + ": unknown (expected: " + USAGE + ")");
      }
    }
    return new DemoOptions(endpoint, apiKey, number(turns));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("turns: " + text + " (expected: a number)", e);
    }
  }
}
