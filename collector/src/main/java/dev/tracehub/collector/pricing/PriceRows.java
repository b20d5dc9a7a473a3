/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.LongContextPrice;
import dev.tracehub.v1.PeakPrice;
import dev.tracehub.v1.PriceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prices as messages. */
final class PriceRows {

  /** A project need not say where it read its prices. */
  private static final String OWN = "project";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private PriceRows() {}

  /**
   * Reads a row by the rules of the price file.
   *
   * @throws PriceFault when it is wrong; its path begins with {@code price}
   */
  static Price read(PriceRow row) {
    Map<String, Object> fields = new HashMap<>();
    put(fields, "model", row.getModel());
    put(fields, "provider", row.getProvider());
    fields.put("bound", row.getBound() ? "true" : "false");
    fields.put("aliases", row.getAliasesList());
    put(fields, "input", row.getInput());
    put(fields, "output", row.getOutput());
    put(fields, "cache_read", row.getCacheRead());
    put(fields, "cache_write", row.getCacheWrite());
    put(fields, "cache_write_1h", row.getCacheWrite1H());
    put(fields, "audio_input", row.getAudioInput());
    put(fields, "audio_output", row.getAudioOutput());
    if (row.hasAbove()) {
      fields.put("above", fields(row.getAbove()));
    }
    fields.put("service_tiers", row.getServiceTiersMap());
    if (row.hasPeak()) {
      fields.put(
          "peak",
          Map.of("hours", row.getPeak().getHoursList(), "factor", row.getPeak().getFactor()));
    }
    put(fields, "from", row.getFrom());
    put(fields, "until", row.getUntil());
    fields.put("source", List.of(OWN));
    return new PriceReader(new YamlMap("price", fields), Set.of(OWN)).read();
  }

  private static Map<String, Object> fields(LongContextPrice above) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("tokens", Integer.toUnsignedString(above.getTokens()));
    put(fields, "input", above.getInput());
    put(fields, "output", above.getOutput());
    put(fields, "cache_read", above.getCacheRead());
    put(fields, "cache_write", above.getCacheWrite());
    put(fields, "cache_write_1h", above.getCacheWrite1H());
    put(fields, "audio_input", above.getAudioInput());
    put(fields, "audio_output", above.getAudioOutput());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, String text) {
    if (!text.isEmpty()) {
      fields.put(name, text);
    }
  }

  /** A price as a message. */
  static PriceRow of(Price price) {
    Rates rates = price.rates();
    PriceRow.Builder row =
        PriceRow.newBuilder()
            .setModel(price.names().get(0))
            .setProvider(price.provider())
            .setBound(price.bound())
            .addAllAliases(price.names().subList(1, price.names().size()))
            .setInput(text(rates.input()))
            .setOutput(text(rates.output()))
            .setCacheRead(text(rates.cacheRead()))
            .setCacheWrite(text(rates.cacheWrite()))
            .setCacheWrite1H(text(rates.cacheWrite1h()))
            .setAudioInput(text(rates.audioInput()))
            .setAudioOutput(text(rates.audioOutput()))
            .setFrom(day(price.period().fromNanos()))
            .setUntil(day(price.period().untilNanos()));
    if (price.large() != null) {
      row.setAbove(of(price.large()));
    }
    new TreeMap<>(price.factors())
        .forEach((tier, factor) -> row.putServiceTiers(tier, text(factor)));
    if (price.peak() != null) {
      row.setPeak(of(price.peak()));
    }
    return row.build();
  }

  private static LongContextPrice of(Price.Large large) {
    Rates rates = large.rates();
    return LongContextPrice.newBuilder()
        .setTokens((int) large.aboveTokens())
        .setInput(text(rates.input()))
        .setOutput(text(rates.output()))
        .setCacheRead(text(rates.cacheRead()))
        .setCacheWrite(text(rates.cacheWrite()))
        .setCacheWrite1H(text(rates.cacheWrite1h()))
        .setAudioInput(text(rates.audioInput()))
        .setAudioOutput(text(rates.audioOutput()))
        .build();
  }

  private static PeakPrice of(Price.Peak peak) {
    List<String> ranges = new ArrayList<>();
    int from = 0;
    while (from < 24) {
      int to = from;
      while (to < 24 && (peak.hours() >> to & 1) == 1) {
        to++;
      }
      if (to > from) {
        ranges.add(from + "-" + to);
      }
      from = to + 1;
    }
    return PeakPrice.newBuilder().addAllHours(ranges).setFactor(text(peak.factor())).build();
  }

  private static String text(@Nullable BigDecimal amount) {
    return amount == null ? "" : Amounts.text(amount);
  }

  private static String day(long nanos) {
    return nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE
        ? ""
        : Instant.ofEpochSecond(nanos / NANOS_PER_SECOND)
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .toString();
  }
}
