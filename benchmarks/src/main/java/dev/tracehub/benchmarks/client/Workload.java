/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

/** What every library records: a model call with four texts, two whole numbers, a ratio, a flag. */
final class Workload {

  static final String SERVICE = "benchmark";
  static final String NAME = "chat gpt-4o-mini";

  static final String OPERATION_KEY = "gen_ai.operation.name";
  static final String PROVIDER_KEY = "gen_ai.provider.name";
  static final String MODEL_KEY = "gen_ai.request.model";
  static final String RESPONSE_KEY = "gen_ai.response.id";
  static final String INPUT_KEY = "gen_ai.usage.input_tokens";
  static final String OUTPUT_KEY = "gen_ai.usage.output_tokens";
  static final String TEMPERATURE_KEY = "gen_ai.request.temperature";
  static final String CACHED_KEY = "app.cached";

  static final String OPERATION = "chat";
  static final String PROVIDER = "openai";
  static final String MODEL = "gpt-4o-mini";
  static final String RESPONSE = "chatcmpl-9f8a3c51d2e64b70";
  static final double TEMPERATURE = 0.7;

  private Workload() {}

  static long inputTokens(long number) {
    return 200 + (number & 1023);
  }

  static long outputTokens(long number) {
    return 1_000 + (number & 511);
  }

  static boolean cached(long number) {
    return (number & 1) == 0;
  }
}
