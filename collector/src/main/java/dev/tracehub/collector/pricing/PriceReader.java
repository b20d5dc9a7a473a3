/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one row of prices. */
final class PriceReader {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final YamlMap row;
  private final Set<String> sources;

  PriceReader(YamlMap row, Set<String> sources) {
    this.row = row;
    this.sources = sources;
  }

  Price read() {
    String model = row.requiredText("model").toLowerCase(Locale.ROOT);
    String provider = row.requiredText("provider");
    List<String> names = new ArrayList<>(List.of(model));
    row.texts("aliases").forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
    checkSources();
    Price price =
        new Price(
            provider + "/" + model,
            List.copyOf(names),
            provider,
            readBound(),
            readPeriod(),
            readRates(row),
            readLarge(),
            readFactors(),
            readPeak());
    row.refuseOthers();
    return price;
  }

  private void checkSources() {
    List<String> named = row.texts("source");
    if (named.isEmpty()) {
      throw row.fault("source", "", "at least one of " + sources);
    }
    for (String source : named) {
      if (!sources.contains(source)) {
        throw row.fault("source", source, "one of " + sources);
      }
    }
  }

  private boolean readBound() {
    String text = row.text("bound").orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw row.fault("bound", text, "true or false");
    };
  }

  private Price.Period readPeriod() {
    long from = row.text("from").map(text -> startOf("from", text)).orElse(Long.MIN_VALUE);
    long until = row.text("until").map(text -> startOf("until", text)).orElse(Long.MAX_VALUE);
    if (from >= until) {
      throw row.fault("until", row.text("until").orElse(""), "after from");
    }
    return new Price.Period(from, until);
  }

  private long startOf(String field, String day) {
    try {
      return Math.multiplyExact(
          LocalDate.parse(day).atStartOfDay().toEpochSecond(ZoneOffset.UTC), NANOS_PER_SECOND);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw row.fault(field, day, "a day such as 2026-01-31");
    }
  }

  private static Rates readRates(YamlMap map) {
    return new Rates(
        map.amount("input").orElseThrow(() -> map.fault("input", "", "a price")),
        map.amount("output").orElse(null),
        map.amount("cache_read").orElse(null),
        map.amount("cache_write").orElse(null),
        map.amount("cache_write_1h").orElse(null),
        map.amount("audio_input").orElse(null),
        map.amount("audio_output").orElse(null));
  }

  private Price.@Nullable Large readLarge() {
    if (!row.has("above")) {
      return null;
    }
    YamlMap above = row.map("above");
    int tokens = above.wholeNumber("tokens", 1, Integer.MAX_VALUE);
    Price.Large large = new Price.Large(tokens, readRates(above));
    above.refuseOthers();
    return large;
  }

  private Map<String, BigDecimal> readFactors() {
    YamlMap tiers = row.map("service_tiers");
    Map<String, BigDecimal> factors = new HashMap<>();
    for (String tier : tiers.names()) {
      factors.put(tier.toLowerCase(Locale.ROOT), tiers.amount(tier, tiers.requiredText(tier)));
    }
    return Map.copyOf(factors);
  }

  private Price.@Nullable Peak readPeak() {
    if (!row.has("peak")) {
      return null;
    }
    YamlMap peak = row.map("peak");
    int hours = 0;
    for (String range : peak.texts("hours")) {
      hours |= hoursOf(peak, range);
    }
    BigDecimal factor =
        peak.amount("factor").orElseThrow(() -> peak.fault("factor", "", "a factor"));
    peak.refuseOthers();
    return new Price.Peak(hours, factor);
  }

  private static int hoursOf(YamlMap peak, String range) {
    String[] bounds = range.split("-", -1);
    try {
      int from = Integer.parseInt(bounds[0]);
      int until = bounds.length == 2 ? Integer.parseInt(bounds[1]) : 0;
      if (from >= 0 && from < until && until <= 24) {
        return (1 << until) - (1 << from);
      }
    } catch (NumberFormatException e) {
      // Falls through: any wrong text gets the same answer.
    }
    throw peak.fault("hours", range, "from-to within 0-24, e.g. 6-10");
  }
}
