/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.Timestamp;
import dev.tracehub.v1.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which times a question is about. */
final class Range {

  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

  @Option(
      names = "--since",
      defaultValue = "1h",
      description = "How far back: a number with s, m, h or d. Default: ${DEFAULT-VALUE}")
  private String since = "1h";

  @Option(
      names = "--from",
      description = "First instant, e.g. 2026-11-21T00:00:00Z. Wins over --since")
  private @Nullable String from;

  @Option(names = "--to", description = "First instant outside. Default: an hour from now")
  private @Nullable String to;

  TimeRange resolve(CommandSpec spec, Instant now) {
    Instant end = to == null ? now.plus(Duration.ofHours(1)) : instant(spec, "--to", to);
    Instant start = from == null ? now.minus(age(spec)) : instant(spec, "--from", from);
    return TimeRange.newBuilder().setStart(timestamp(start)).setEnd(timestamp(end)).build();
  }

  private Duration age(CommandSpec spec) {
    Matcher matcher = AGE.matcher(since);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--since: " + since + " (expected: a number with s, m, h or d)");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Instant instant(CommandSpec spec, String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + text + " (expected: e.g. 2026-11-21T00:00:00Z)", e);
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
