/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.SpanOrBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
public final class PriceBook implements Pricing {

  private static final String BUILT_IN = "prices.yaml";

  /** Bounds the cache against senders that invent model names. */
  private static final int MAX_CACHED = 10_000;

  private final int version;
  private final Map<String, List<Price>> pricesByName;
  private final Map<Model, Rows> cache = new ConcurrentHashMap<>();

  private record Model(String provider, String name) {}

  /** The rows of a model, one per period. */
  private record Rows(List<Price> prices, int reduction) {}

  /**
   * A row that was found.
   *
   * @param reduction how much of the name was taken away until it was; 0 for none
   */
  record Match(Price price, int reduction) {}

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
    return of(List.of(builtInFile()));
  }

  /**
   * The book of files of which each is laid over the one before: its rows replace all rows of the
   * same model and provider, and the version of the last is the version of the whole.
   *
   * @throws IllegalArgumentException when one is wrong; the message names the row and the field
   */
  static PriceBook of(List<ByteString> files) {
    PriceFile first = PriceFile.read(BUILT_IN, files.get(0).newInput());
    PriceBook book = new PriceBook(first.version(), first.prices());
    for (ByteString overlay : files.subList(1, files.size())) {
      book = book.overlaidBy(PriceFile.read("price_book", overlay.newInput()));
    }
    return book;
  }

  static ByteString builtInFile() {
    try (InputStream in = PriceBook.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("resource " + BUILT_IN + " is missing");
      }
      return ByteString.readFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  @Override
  public Cost price(String project, SpanOrBuilder span, long receivedNanos) {
    return price(span);
  }

  /** The cost of a call in a project without prices of its own. */
  public Cost price(SpanOrBuilder span) {
    return new Tariff(this, ProjectPrices.NONE).price(span);
  }

  /** All rows, each once. */
  List<Price> prices() {
    return pricesByName.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** The row that holds for calls of a model that start at a time; null when there is none. */
  @Nullable Match find(String provider, String model, long nanos) {
    if (model.isEmpty()) {
      return null;
    }
    Rows rows = rows(new Model(provider, model));
    for (Price price : rows.prices()) {
      if (price.period().contains(nanos)) {
        return new Match(price, rows.reduction());
      }
    }
    return null;
  }

  private Rows rows(Model model) {
    Rows cached = cache.get(model);
    if (cached != null) {
      return cached;
    }
    Rows found = lookUp(model);
    if (cache.size() < MAX_CACHED) {
      cache.put(model, found);
    }
    return found;
  }

  private Rows lookUp(Model model) {
    List<String> names = ModelNames.candidates(model.name());
    for (int i = 0; i < names.size(); i++) {
      List<Price> sameName = pricesByName.get(names.get(i));
      if (sameName != null) {
        return new Rows(ofProvider(sameName, model.provider()), i);
      }
    }
    return new Rows(List.of(), names.size());
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
