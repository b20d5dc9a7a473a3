/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.costs.CorrectionLog;
import dev.tracehub.collector.costs.PricingGrpcService;
import dev.tracehub.collector.costs.Rerates;
import dev.tracehub.collector.pricing.PriceBooks;
import dev.tracehub.collector.pricing.PriceDesk;
import dev.tracehub.collector.pricing.UnpricedModels;
import dev.tracehub.storage.Storage;
import java.time.Clock;

/** The service of prices, and the re-rates that it begins. */
record Costs(PricingGrpcService service, Rerates rerates) {

  /** Goes on with the re-rates that an earlier process began. */
  static Costs of(
      PriceBooks books, Storage storage, CorrectionLog log, UnpricedModels unpriced, Clock clock) {
    PriceDesk desk = new PriceDesk(books, storage.records(), clock);
    Rerates rerates = new Rerates(storage, desk, log, clock);
    rerates.start();
    return new Costs(new PricingGrpcService(desk, rerates, unpriced), rerates);
  }
}
