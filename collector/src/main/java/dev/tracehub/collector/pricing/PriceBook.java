/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What model calls cost. A price is found by the name of the model that answered (else of the one
 * asked for) and by the start of the call. The name is looked for as it is, then without a
 * provider's path, a region, a vendor, a deployment's version, a date and "-latest"; where several
 * providers sell a model at different prices, the provider of the call decides. A model that is not
 * found has no price: its cost is unknown, never 0 and never that of another model.
 *
 * <p>Immutable apart from a cache, hence thread-safe.
 */
public final class PriceBook {

  private static final String BUILT_IN = "prices.yaml";

  /** Bounds the cache against senders that invent model names. */
  private static final int MAX_CACHED = 10_000;

  private final int version;
  private final Map<String, List<Price>> pricesByName;
  private final Map<Model, List<Price>> cache = new ConcurrentHashMap<>();

  private record Model(String provider, String name) {}

  PriceBook(int version, List<Price> prices) {
    this.version = version;
    this.pricesByName = new HashMap<>();
    for (Price price : prices) {
      for (String name : price.names()) {
        pricesByName.computeIfAbsent(name, n -> new ArrayList<>()).add(price);
      }
    }
  }

  /**
   * The price book that comes with the collector.
   *
   * @throws IllegalArgumentException when it is wrong; the message names the row and the field
   */
  public static PriceBook builtIn() {
    try (InputStream in = PriceBook.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("resource " + BUILT_IN + " is missing");
      }
      PriceFile file = PriceFile.read(BUILT_IN, in);
      return new PriceBook(file.version(), file.prices());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The price book that comes with the collector with a user's own laid over it: its rows replace
   * all rows of the same model and provider, and its version is the version of the whole.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it is wrong; the message names the row and the field
   */
  public static PriceBook load(Path overlay) throws IOException {
    try (InputStream in = Files.newInputStream(overlay)) {
      return builtIn().overlaidBy(PriceFile.read(overlay.toString(), in));
    }
  }

  PriceBook overlaidBy(PriceFile file) {
    Set<String> replaced = new HashSet<>();
    file.prices().forEach(price -> replaced.add(price.id()));
    Set<Price> kept = new HashSet<>();
    List<Price> prices = new ArrayList<>();
    for (List<Price> sameName : pricesByName.values()) {
      for (Price price : sameName) {
        if (!replaced.contains(price.id()) && kept.add(price)) {
          prices.add(price);
        }
      }
    }
    prices.addAll(file.prices());
    return new PriceBook(file.version(), prices);
  }

  /** The version that costs name. */
  public int version() {
    return version;
  }

  /**
   * The cost of a call. What the sender reports is kept; without usage there is none; a missing
   * price makes it UNPRICED.
   */
  public Cost price(SpanOrBuilder span) {
    BigDecimal reported = reportedTotal(span.getCost());
    if (reported != null) {
      return span.getCost().toBuilder()
          .setState(CostState.COST_STATE_REPORTED)
          .setTotalUsd(Amounts.text(reported))
          .clearPriceVersion()
          .clearPriceId()
          .build();
    }
    if (!span.hasUsage() || !hasTokens(span.getUsage())) {
      return Cost.getDefaultInstance();
    }
    Cost computed = compute(span);
    return computed != null
        ? computed
        : Cost.newBuilder()
            .setState(CostState.COST_STATE_UNPRICED)
            .setPriceVersion(version)
            .build();
  }

  /** Only a total that a sender may set; what a collector computed elsewhere is computed anew. */
  private static @Nullable BigDecimal reportedTotal(Cost cost) {
    boolean senders =
        cost.getState() == CostState.COST_STATE_REPORTED
            || cost.getState() == CostState.COST_STATE_UNSPECIFIED;
    if (!senders || cost.getTotalUsd().isEmpty() || cost.getTotalUsd().length() > 64) {
      return null;
    }
    try {
      BigDecimal total = new BigDecimal(cost.getTotalUsd());
      boolean usable = total.signum() >= 0 && Math.abs(total.scale()) <= 64;
      return usable ? total : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean hasTokens(Usage usage) {
    return usage.hasInputTokens() || usage.hasOutputTokens() || usage.hasTotalTokens();
  }

  private @Nullable Cost compute(SpanOrBuilder span) {
    String model =
        span.getResponseModel().isEmpty() ? span.getRequestModel() : span.getResponseModel();
    Price price = find(span.getProvider(), model, span.getStartTimeUnixNano());
    if (price == null) {
      return null;
    }
    Usage usage = span.getUsage();
    if (!usage.hasInputTokens() && !usage.hasOutputTokens() && price.rates().output() != null) {
      // A total alone does not tell what was input and what output.
      return null;
    }
    BigDecimal factor = price.factor(serviceTier(span), span.getStartTimeUnixNano());
    if (factor == null) {
      return null;
    }
    Rates rates = price.ratesFor(Bill.inputTokens(usage, price.rates()));
    Bill bill = Bill.of(usage, rates, factor);
    return bill == null
        ? null
        : bill.toCost()
            .setState(CostState.COST_STATE_COMPUTED)
            .setPriceVersion(version)
            .setPriceId(price.id())
            .build();
  }

  private static String serviceTier(SpanOrBuilder span) {
    return span.getModelParametersCount() == 0
        ? ""
        : span.getModelParametersOrDefault("service_tier", AttributeValue.getDefaultInstance())
            .getStringValue();
  }

  private @Nullable Price find(String provider, String model, long nanos) {
    if (model.isEmpty()) {
      return null;
    }
    for (Price price : rows(new Model(provider, model))) {
      if (price.period().contains(nanos)) {
        return price;
      }
    }
    return null;
  }

  private List<Price> rows(Model model) {
    List<Price> cached = cache.get(model);
    if (cached != null) {
      return cached;
    }
    List<Price> found = lookUp(model);
    if (cache.size() < MAX_CACHED) {
      cache.put(model, found);
    }
    return found;
  }

  /** The rows of a model, one per period. */
  private List<Price> lookUp(Model model) {
    for (String name : ModelNames.candidates(model.name())) {
      List<Price> sameName = pricesByName.get(name);
      if (sameName != null) {
        return ofProvider(sameName, model.provider());
      }
    }
    return List.of();
  }

  private static List<Price> ofProvider(List<Price> sameName, String provider) {
    List<Price> exact = new ArrayList<>();
    Set<String> sellers = new HashSet<>();
    boolean bound = false;
    for (Price price : sameName) {
      sellers.add(price.provider());
      bound |= price.bound();
      if (price.provider().equals(provider)) {
        exact.add(price);
      }
    }
    boolean anySeller = sellers.size() == 1 && !bound;
    return exact.isEmpty() && anySeller ? List.copyOf(sameName) : List.copyOf(exact);
  }
}
