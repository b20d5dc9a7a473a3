/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A file of prices, checked.
 *
 * @param version the file's version, at least 1
 * @param prices its rows
 */
record PriceFile(int version, List<Price> prices) {

  PriceFile {
    prices = List.copyOf(prices);
  }

  /**
   * Reads a file.
   *
   * @param name names the file in errors
   * @throws IllegalArgumentException when it is wrong; the message names the row and the field
   */
  static PriceFile read(String name, InputStream in) {
    YamlMap root = new YamlMap(name, load(name, in));
    int version = root.wholeNumber("version", 1, Integer.MAX_VALUE);
    Set<String> sources = new LinkedHashSet<>(root.map("sources").names());
    List<Price> prices = new ArrayList<>();
    for (YamlMap row : root.list("prices")) {
      prices.add(new PriceReader(row, sources).read());
    }
    root.refuseOthers();
    refuseOverlaps(name, prices);
    return new PriceFile(version, prices);
  }

  private static Object load(String name, InputStream in) {
    try {
      // Texts only: a number that became binary on the way would no longer be the price.
      LoadSettings settings =
          LoadSettings.builder().setLabel(name).setSchema(new FailsafeSchema()).build();
      Object root = new Load(settings).loadFromInputStream(in);
      return root == null ? "" : root;
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /** Refuses two rows for one name and time. */
  static void refuseOverlaps(String file, List<Price> prices) {
    Map<String, List<Price>> byKey = new HashMap<>();
    for (Price price : prices) {
      for (String name : price.names()) {
        List<Price> others =
            byKey.computeIfAbsent(price.provider() + "/" + name, k -> new ArrayList<>());
        for (Price other : others) {
          if (other.period().overlaps(price.period())) {
            throw new IllegalArgumentException(
                file + ": " + name + " of " + price.provider() + ": two prices at one time");
          }
        }
        others.add(price);
      }
    }
  }
}
