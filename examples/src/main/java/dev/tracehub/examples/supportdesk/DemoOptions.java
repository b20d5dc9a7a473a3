/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk;

import java.util.Map;

/**
 * What the demo is told, by arguments or else by the environment.
 *
 * @param endpoint the collector's gRPC endpoint: {@code --endpoint}, TRACEHUB_ENDPOINT
 * @param apiKey a key that may ingest and read: {@code --api-key}, TRACEHUB_API_KEY
 * @param turns questions that customers ask, one trace each: {@code --turns}, TRACEHUB_DEMO_TURNS
 */
record DemoOptions(String endpoint, String apiKey, int turns) {

  static final String USAGE = "options: --endpoint URL --api-key KEY --turns N";

  private static final int MAX_TURNS = 2_000;

  DemoOptions {
    if (turns < 1 || turns > MAX_TURNS) {
      throw new IllegalArgumentException("turns: " + turns + " (expected: 1 to " + MAX_TURNS + ")");
    }
  }

  static DemoOptions parse(String[] args, Map<String, String> environment) {
    String endpoint = environment.getOrDefault("TRACEHUB_ENDPOINT", "http://localhost:4317");
    String apiKey = environment.getOrDefault("TRACEHUB_API_KEY", "");
    String turns = environment.getOrDefault("TRACEHUB_DEMO_TURNS", "40");
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + ": (expected: a value after it)");
      }
      switch (args[i]) {
        case "--endpoint" -> endpoint = args[i + 1];
        case "--api-key" -> apiKey = args[i + 1];
        case "--turns" -> turns = args[i + 1];
        default -> throw new IllegalArgumentException(args[i] + ": unknown (" + USAGE + ")");
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
