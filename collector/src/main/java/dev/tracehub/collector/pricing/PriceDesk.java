/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.v1.EffectivePrice;
import dev.tracehub.v1.ModelAlias;
import dev.tracehub.v1.PriceRow;
import dev.tracehub.v1.PriceSource;
import dev.tracehub.v1.ProjectPriceChange;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Shows and changes the prices of projects. What it shows is as it was last written, also what does
 * not hold yet. Stages fail as the store does, and with a status for a wrong request. Thread-safe.
 */
public final class PriceDesk {

  /** The version that was last written, whatever it is. */
  public static final int NEWEST = Integer.MAX_VALUE;

  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_TEXT = 256;

  private final PriceBooks books;
  private final PriceHistories histories;

  /** Prices in a store. */
  public PriceDesk(PriceBooks books, RecordStore records, InstantSource clock) {
    this.books = books;
    this.histories = new PriceHistories(records, clock);
  }

  /** What was written of prices. */
  public record Written(int version, Timestamp effectiveTime) {}

  /** The price of a model for calls that start at a time; fails with NOT_FOUND without one. */
  public CompletionStage<EffectivePrice> price(
      String project, String provider, String model, Optional<Timestamp> time) {
    require("model", model);
    long nanos = nanos(time);
    return tariff(project)
        .thenApply(
            tariff -> {
              Tariff.Found found = tariff.find(provider, model, nanos);
              if (found == null) {
                throw Failures.failure(
                    Code.NOT_FOUND,
                    "PRICE_NOT_FOUND",
                    "model: \"" + model + "\" has no price at this time");
              }
              return shown(found, tariff);
            });
  }

  /** All prices that hold for calls that start at a time. */
  public CompletionStage<List<EffectivePrice>> prices(String project, Optional<Timestamp> time) {
    long nanos = nanos(time);
    return tariff(project).thenApply(tariff -> prices(tariff, nanos));
  }

  private static List<EffectivePrice> prices(Tariff tariff, long nanos) {
    List<EffectivePrice> prices = new ArrayList<>();
    Set<String> own = new HashSet<>();
    for (Price price : tariff.own().prices().prices()) {
      if (price.period().contains(nanos)) {
        own.add(price.id());
        prices.add(shown(new Tariff.Found(price, true, null), tariff));
      }
    }
    for (Price price : tariff.book().prices()) {
      if (price.period().contains(nanos) && !own.contains(price.id())) {
        prices.add(shown(new Tariff.Found(price, false, null), tariff));
      }
    }
    prices.sort(Comparator.comparing(EffectivePrice::getPriceId));
    return prices;
  }

  private static EffectivePrice shown(Tariff.Found found, Tariff tariff) {
    EffectivePrice.Builder shown =
        EffectivePrice.newBuilder()
            .setPrice(PriceRows.of(found.price()))
            .setSource(
                found.own() ? PriceSource.PRICE_SOURCE_PROJECT : PriceSource.PRICE_SOURCE_BOOK)
            .setPriceId(found.price().id())
            .setPriceVersion(tariff.book().version())
            .setProjectPriceVersion(tariff.own().version());
    if (found.alias() != null) {
      shown.setAlias(found.alias());
    }
    return shown.build();
  }

  /** The aliases of a project. */
  public CompletionStage<List<ModelAlias>> aliases(String project) {
    return tariff(project).thenApply(tariff -> tariff.own().aliases());
  }

  /** Adds or replaces a price. */
  public CompletionStage<Written> put(String project, PriceRow row) {
    Price price = checked(row);
    return append(
        project,
        ProjectPriceChange.newBuilder().setPutPrice(row).build(),
        held -> {
          List<Price> all = new ArrayList<>(List.of(price));
          held.rows().stream()
              .filter(other -> !ProjectPrices.key(other).equals(ProjectPrices.key(row)))
              .forEach(other -> all.add(PriceRows.read(other)));
          refuseTooMany(all.size());
          refuseOverlaps(all);
        });
  }

  private static Price checked(PriceRow row) {
    try {
      return PriceRows.read(row);
    } catch (PriceFault e) {
      throw Failures.invalid(e.path(), "INVALID_PRICE", e.description());
    }
  }

  private static void refuseOverlaps(List<Price> prices) {
    try {
      PriceFile.refuseOverlaps("price", prices);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid(
          "price.from", "PRICES_OVERLAP", e.getMessage() + " (expected: end the other one first)");
    }
  }

  /** Takes a price away; fails with NOT_FOUND without one. */
  public CompletionStage<Written> delete(
      String project, String provider, String model, String from) {
    require("provider", provider);
    require("model", model);
    PriceRow row =
        PriceRow.newBuilder().setProvider(provider).setModel(model).setFrom(from).build();
    return append(
        project,
        ProjectPriceChange.newBuilder().setDeletePrice(row).build(),
        held -> requireHeld(held.has(ProjectPrices.key(row)), "price"));
  }

  /** Sets an alias. */
  public CompletionStage<Written> set(String project, ModelAlias alias) {
    require("alias.model", alias.getModel());
    require("alias.priced_model", alias.getPricedModel());
    return append(
        project,
        ProjectPriceChange.newBuilder().setSetAlias(alias).build(),
        held -> refuseTooMany(held.aliases().size() + 1));
  }

  /** Takes an alias away; fails with NOT_FOUND without one. */
  public CompletionStage<Written> deleteAlias(String project, String model, String provider) {
    require("model", model);
    ModelAlias alias = ModelAlias.newBuilder().setModel(model).setProvider(provider).build();
    return append(
        project,
        ProjectPriceChange.newBuilder().setDeleteAlias(alias).build(),
        held -> requireHeld(held.has(ProjectPrices.key(alias)), "alias"));
  }

  /** The version of a project's prices as they were last written; 0 when it has none. */
  public CompletionStage<Integer> version(String project) {
    return tariff(project).thenApply(tariff -> tariff.own().version());
  }

  /**
   * What stored spans would cost.
   *
   * @param version of the project's prices
   */
  public CompletionStage<Repricing> repricing(String project, int version) {
    return histories
        .read(project)
        .thenApply(
            history -> new Tariff(books.current(), ProjectPrices.of(history, version))::computed);
  }

  private CompletionStage<Tariff> tariff(String project) {
    return histories
        .read(project)
        .thenApply(
            history -> new Tariff(books.current(), ProjectPrices.at(history, Long.MAX_VALUE)));
  }

  private CompletionStage<Written> append(
      String project, ProjectPriceChange change, Consumer<ProjectPrices> check) {
    return histories
        .append(project, change, check)
        .thenApply(
            written ->
                new Written(
                    written.getVersion(), Timestamps.fromNanos(written.getEffectiveUnixNano())));
  }

  private long nanos(Optional<Timestamp> time) {
    if (time.isEmpty()) {
      return histories.nowNanos();
    }
    try {
      return Timestamps.toNanos(time.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Failures.invalid("time", "OUT_OF_RANGE", "not valid (expected: a time up to 2261)");
    }
  }

  private static void require(String field, String text) {
    if (text.isBlank() || text.length() > MAX_TEXT) {
      throw Failures.invalid(
          field,
          text.isBlank() ? "REQUIRED" : "TOO_LONG",
          text.length() + " characters (expected: 1 to " + MAX_TEXT + ")");
    }
  }

  private static void requireHeld(boolean held, String what) {
    if (!held) {
      throw Failures.failure(
          Code.NOT_FOUND,
          what.equals("price") ? "PRICE_NOT_FOUND" : "ALIAS_NOT_FOUND",
          "the project has no such " + what);
    }
  }

  private static void refuseTooMany(int entries) {
    if (entries > MAX_ENTRIES) {
      throw Failures.failure(
          Code.FAILED_PRECONDITION,
          "TOO_MANY_PRICES",
          entries + " prices or aliases (expected: <= " + MAX_ENTRIES + ")");
    }
  }
}
