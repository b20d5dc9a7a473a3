/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random filters over the values that {@link RandomSpans} uses. */
final class RandomFilters {

  private static final List<String> ORDERS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> TEXT_FIELDS =
      List.of("name", "model", "service", "user_id", "output", "error_type");
  private static final List<String> NUMBER_FIELDS =
      List.of("latency_ms", "ttft_ms", "input_tokens", "total_tokens", "cost_usd", "retry_count");
  private static final List<String> BOOL_FIELDS =
      List.of("error", "root", "streaming", "unpriced", "counted");

  private final Random random;

  RandomFilters(Random random) {
    this.random = random;
  }

  String next() {
    return next(3);
  }

  private String next(int depth) {
    if (depth == 0) {
      return condition();
    }
    return switch (random.nextInt(5)) {
      case 0 -> "(" + next(depth - 1) + " && " + next(depth - 1) + ")";
      case 1 -> "(" + next(depth - 1) + " || " + next(depth - 1) + ")";
      case 2 -> "!(" + next(depth - 1) + ")";
      default -> condition();
    };
  }

  private String condition() {
    return switch (random.nextInt(12)) {
      case 0 -> one(TEXT_FIELDS) + " " + one(ORDERS) + " " + text();
      case 1 -> text() + " " + one(ORDERS) + " " + one(TEXT_FIELDS);
      case 2 -> one(NUMBER_FIELDS) + " " + one(ORDERS) + " " + number();
      case 3 -> number() + " " + one(ORDERS) + " " + one(NUMBER_FIELDS);
      case 4 -> attribute() + " " + one(ORDERS) + " " + constant();
      case 5 -> one(TEXT_FIELDS) + " in " + list(this::text);
      case 6 -> one(NUMBER_FIELDS) + " in " + list(this::number);
      case 7 -> attribute() + " in " + list(this::constant);
      case 8 -> text() + " in " + one(List.of("tags", "finish_reasons"));
      case 9 -> presence();
      case 10 -> one(TEXT_FIELDS) + match();
      default -> truth();
    };
  }

  private String presence() {
    String key = one(RandomSpans.KEYS);
    return one(
        List.of(
            "has(attributes." + key + ")",
            "'" + key + "' in attributes",
            "'" + key + "' in resource_attributes"));
  }

  private String match() {
    return one(
        List.of(
            ".startsWith(" + text() + ")",
            ".endsWith(" + text() + ")",
            ".contains(" + text() + ")",
            ".matches('^[ab]+')",
            ".matches('b$')",
            ".matches('(?i)A.*b')"));
  }

  private String truth() {
    String field = one(BOOL_FIELDS);
    return one(
        List.of(
            field,
            field + " == true",
            "false != " + field,
            attribute() + " < true",
            "start_time >= timestamp('1970-01-01T00:00:0" + random.nextInt(9) + "Z')",
            "type == 'LLM'",
            "status in ['OK', 'ERROR']",
            "true",
            "false"));
  }

  private String attribute() {
    String map = random.nextInt(3) == 0 ? "resource_attributes" : "attributes";
    return map + "['" + one(RandomSpans.KEYS) + "']";
  }

  private String constant() {
    return switch (random.nextInt(3)) {
      case 0 -> text();
      case 1 -> number();
      default -> Boolean.toString(random.nextBoolean());
    };
  }

  private String text() {
    return "'" + one(RandomSpans.TEXTS) + "'";
  }

  private String number() {
    return one(RandomSpans.NUMBERS);
  }

  private String list(Supplier<String> element) {
    return Stream.generate(element)
        .limit(random.nextInt(4))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
