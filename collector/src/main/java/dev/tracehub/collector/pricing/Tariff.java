/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.ModelAlias;
import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageState;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The prices that hold for a project: its own and, where it has none, those of the book. A row of
 * the book comes first only when it names the model more exactly. Immutable, hence thread-safe.
 */
record Tariff(PriceBook book, ProjectPrices own) {

  /** An amount as a sender writes it is not longer. */
  private static final int MAX_TEXT = 64;

  /**
   * A price and how it was found.
   *
   * @param own whether it is the project's
   * @param alias what led to it; null when nothing did
   */
  record Found(Price price, boolean own, @Nullable ModelAlias alias) {}

  /** The price of calls of a model that start at a time; null when there is none. */
  @Nullable Found find(String provider, String model, long nanos) {
    ModelAlias alias = own.alias(provider, model);
    String pricedModel = alias == null ? model : alias.getPricedModel();
    String seller =
        alias == null || alias.getPricedProvider().isEmpty() ? provider : alias.getPricedProvider();
    PriceBook.Match mine = own.prices().find(seller, pricedModel, nanos);
    PriceBook.Match common = book.find(seller, pricedModel, nanos);
    if (mine != null && (common == null || mine.reduction() <= common.reduction())) {
      return new Found(mine.price(), true, alias);
    }
    return common == null ? null : new Found(common.price(), false, alias);
  }

  /** The cost of a call, as {@link Pricing#price} says. */
  Cost price(SpanOrBuilder span) {
    BigDecimal reported = reportedTotal(span.getCost());
    return reported == null ? computed(span) : reported(span.getCost(), reported);
  }

  /** The cost of a call, whatever its sender reported. */
  Cost computed(SpanOrBuilder span) {
    if (!span.hasUsage() || !hasTokens(span.getUsage())) {
      return Cost.getDefaultInstance();
    }
    Cost.Builder cost = compute(span);
    return (cost == null ? Cost.newBuilder().setState(CostState.COST_STATE_UNPRICED) : cost)
        .setPriceVersion(book.version())
        .setProjectPriceVersion(own.version())
        .build();
  }

  /** What only a collector may say is not taken from a sender. */
  private static Cost reported(Cost sent, BigDecimal total) {
    return sent.toBuilder()
        .setState(CostState.COST_STATE_REPORTED)
        .setTotalUsd(Amounts.text(total))
        .clearPriceVersion()
        .clearProjectPriceVersion()
        .clearPriceId()
        .clearRerateId()
        .clearReplaced()
        .build();
  }

  /** Only a total that a sender may set; what a collector computed elsewhere is computed anew. */
  private static @Nullable BigDecimal reportedTotal(Cost cost) {
    boolean senders =
        cost.getState() == CostState.COST_STATE_REPORTED
            || cost.getState() == CostState.COST_STATE_UNSPECIFIED;
    if (!senders || cost.getTotalUsd().isEmpty() || cost.getTotalUsd().length() > MAX_TEXT) {
      return null;
    }
    try {
      BigDecimal total = new BigDecimal(cost.getTotalUsd());
      boolean usable = total.signum() >= 0 && Math.abs(total.scale()) <= MAX_TEXT;
      return usable ? total : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean hasTokens(Usage usage) {
    return usage.hasInputTokens() || usage.hasOutputTokens() || usage.hasTotalTokens();
  }

  private Cost.@Nullable Builder compute(SpanOrBuilder span) {
    long start = span.getStartTimeUnixNano();
    Found found = find(span.getProvider(), model(span), start);
    if (found == null) {
      return null;
    }
    Price price = found.price();
    Usage usage = span.getUsage();
    if (!usage.hasInputTokens() && !usage.hasOutputTokens() && price.rates().output() != null) {
      // A total alone does not tell what was input and what output.
      return null;
    }
    BigDecimal factor = price.factor(serviceTier(span), start);
    if (factor == null) {
      return null;
    }
    Rates rates = price.ratesFor(Bill.inputTokens(usage, price.rates()));
    Bill bill = Bill.of(usage, rates, factor);
    return bill == null ? null : bill.toCost().setState(state(span)).setPriceId(price.id());
  }

  /** What is computed from an estimate is one, also when it is computed anew. */
  private static CostState state(SpanOrBuilder span) {
    boolean estimated =
        span.getCollectorOrBuilder().getUsageState() == UsageState.USAGE_STATE_ESTIMATED;
    return estimated ? CostState.COST_STATE_ESTIMATED : CostState.COST_STATE_COMPUTED;
  }

  private static String model(SpanOrBuilder span) {
    return span.getResponseModel().isEmpty() ? span.getRequestModel() : span.getResponseModel();
  }

  private static String serviceTier(SpanOrBuilder span) {
    return span.getModelParametersCount() == 0
        ? ""
        : span.getModelParametersOrDefault("service_tier", AttributeValue.getDefaultInstance())
            .getStringValue()
            .toLowerCase(Locale.ROOT);
  }
}
