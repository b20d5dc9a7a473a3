/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.ModelAlias;
import dev.tracehub.v1.PriceRow;
import dev.tracehub.v1.ProjectPriceChange;
import dev.tracehub.v1.ProjectPriceHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A project's own prices and aliases as they were at one time. Immutable but for a cache, hence
 * thread-safe.
 */
final class ProjectPrices {

  /** Of a project that never had any. */
  static final ProjectPrices NONE = new ProjectPrices(0, Map.of(), Map.of());

  private final int version;
  private final Map<String, PriceRow> rows;
  private final Map<String, ModelAlias> aliases;
  private final PriceBook prices;

  private ProjectPrices(int version, Map<String, PriceRow> rows, Map<String, ModelAlias> aliases) {
    this.version = version;
    this.rows = rows;
    this.aliases = aliases;
    this.prices = new PriceBook(version, rows.values().stream().map(PriceRows::read).toList());
  }

  /** As a history says they were for calls that were received at a time. */
  static ProjectPrices at(ProjectPriceHistory history, long receivedNanos) {
    return of(history, change -> change.getEffectiveUnixNano() <= receivedNanos);
  }

  /** As a version has them. */
  static ProjectPrices of(ProjectPriceHistory history, int version) {
    return of(history, change -> change.getVersion() <= version);
  }

  private static ProjectPrices of(
      ProjectPriceHistory history, Predicate<ProjectPriceChange> included) {
    Map<String, PriceRow> rows = new TreeMap<>();
    Map<String, ModelAlias> aliases = new TreeMap<>();
    int version = 0;
    for (ProjectPriceChange change : history.getChangesList()) {
      if (included.test(change)) {
        apply(change, rows, aliases);
        version = change.getVersion();
      }
    }
    return version == 0 ? NONE : new ProjectPrices(version, rows, aliases);
  }

  private static void apply(
      ProjectPriceChange change, Map<String, PriceRow> rows, Map<String, ModelAlias> aliases) {
    switch (change.getChangeCase()) {
      case PUT_PRICE -> rows.put(key(change.getPutPrice()), change.getPutPrice());
      case DELETE_PRICE -> rows.remove(key(change.getDeletePrice()));
      case SET_ALIAS -> aliases.put(key(change.getSetAlias()), change.getSetAlias());
      case DELETE_ALIAS -> aliases.remove(key(change.getDeleteAlias()));
      case CHANGE_NOT_SET -> {}
    }
  }

  /** What a price is replaced and taken away by. */
  static String key(PriceRow row) {
    return String.join(
        "\n", row.getProvider(), row.getModel().toLowerCase(Locale.ROOT), row.getFrom());
  }

  /** What an alias is replaced and taken away by. */
  static String key(ModelAlias alias) {
    return key(alias.getModel(), alias.getProvider());
  }

  private static String key(String model, String provider) {
    return model.strip().toLowerCase(Locale.ROOT) + "\n" + provider;
  }

  /** The version that costs name. */
  int version() {
    return version;
  }

  /** The prices. */
  PriceBook prices() {
    return prices;
  }

  /** The rows by provider, model and beginning. */
  Collection<PriceRow> rows() {
    return rows.values();
  }

  /** The aliases by model and provider. */
  List<ModelAlias> aliases() {
    return new ArrayList<>(aliases.values());
  }

  /** Whether there is a price or an alias of this key. */
  boolean has(String key) {
    return rows.containsKey(key) || aliases.containsKey(key);
  }

  /** The alias of a model as calls of a provider name it, else as any do; null when it has none. */
  @Nullable ModelAlias alias(String provider, String model) {
    if (aliases.isEmpty()) {
      return null;
    }
    ModelAlias exact = aliases.get(key(model, provider));
    return exact != null ? exact : aliases.get(key(model, ""));
  }
}
