/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readers of values. Each throws IllegalArgumentException with what was expected as its message.
 */
final class Parsers {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB)?");

  private Parsers() {}

  static String text(String value) {
    return value;
  }

  static Optional<String> optionalText(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  static Optional<Path> path(String value) {
    return optionalText(value).map(Path::of);
  }

  static Optional<String> key(String value) {
    if (!value.isEmpty() && value.length() < 16) {
      throw new IllegalArgumentException("at least 16 characters");
    }
    return optionalText(value);
  }

  static List<String> list(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  static boolean flag(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  static int port(String value) {
    return whole(value, 0, 65_535);
  }

  static int days(String value) {
    return whole(value, 1, 36_500);
  }

  static int count(String value) {
    return whole(value, 1, Integer.MAX_VALUE);
  }

  private static int whole(String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are out of range.
    }
    throw new IllegalArgumentException("a whole number from " + least + " to " + most);
  }

  static Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a whole number with ms, s, m, h or d, e.g. 500ms");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static long bytes(String value) {
    Matcher matcher = BYTES.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a whole number with B, KiB, MiB, GiB or TiB, e.g. 64MiB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    int shift = 10 * List.of("B", "KiB", "MiB", "GiB", "TiB").indexOf(unit);
    long amount = Long.parseLong(matcher.group(1));
    if (amount > (Long.MAX_VALUE >> shift)) {
      throw new IllegalArgumentException("at most " + (Long.MAX_VALUE >> 40) + "TiB");
    }
    return amount << shift;
  }

  static <E extends Enum<E>> E choice(Class<E> type, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        String.join(
            ", ",
            Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList()));
  }
}
