/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.collector.flow.Blocking;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.ProjectPriceHistory;
import dev.tracehub.v1.SpanOrBuilder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Prices calls by the book and by their projects' own prices, each as it was when the call was
 * received. Projects' prices are read when a call was received later than what is known can vouch
 * for: a change holds from {@link PriceHistories#DELAY_NANOS} after it was made, so what was read
 * at some time is right for calls received until half of that later. {@link #prepare} reads, {@link
 * #price} does not. For one thread.
 */
public final class ProjectPricing implements Pricing {

  /** Bounds memory: a project that is forgotten is read again. */
  private static final int MAX_PROJECTS = 10_000;

  private final PriceBooks books;
  private final PriceHistories histories;
  private final Map<String, Known> projects = new HashMap<>();

  /** What is known of a project, and its tariffs by when they begin. */
  private record Known(long readNanos, NavigableMap<Long, Tariff> tariffs) {

    boolean covers(long receivedNanos) {
      return receivedNanos <= readNanos + PriceHistories.DELAY_NANOS / 2;
    }
  }

  /** Prices in a store. */
  public ProjectPricing(PriceBooks books, RecordStore records, InstantSource clock) {
    this.books = books;
    this.histories = new PriceHistories(records, clock);
  }

  @Override
  public void prepare(String project, long receivedNanos) {
    Known known = projects.get(project);
    if (known != null && known.covers(receivedNanos)) {
      return;
    }
    books.load();
    long now = histories.nowNanos();
    ProjectPriceHistory history = Blocking.await(histories.read(project));
    if (projects.size() >= MAX_PROJECTS) {
      projects.clear();
    }
    // A clock that was set back must not make this read again for ever.
    projects.put(project, new Known(Math.max(now, receivedNanos), tariffs(history)));
  }

  /** One for each change of the book or of the project's prices. */
  private NavigableMap<Long, Tariff> tariffs(ProjectPriceHistory history) {
    NavigableMap<Long, Tariff> tariffs = new TreeMap<>();
    history
        .getChangesList()
        .forEach(change -> put(tariffs, history, change.getEffectiveUnixNano()));
    books.beginnings().forEach(nanos -> put(tariffs, history, nanos));
    return tariffs;
  }

  private void put(Map<Long, Tariff> tariffs, ProjectPriceHistory history, long nanos) {
    tariffs.computeIfAbsent(
        nanos, from -> new Tariff(books.at(from), ProjectPrices.at(history, from)));
  }

  @Override
  public Cost price(String project, SpanOrBuilder span, long receivedNanos) {
    Known known = projects.get(project);
    if (known == null) {
      throw new IllegalStateException("price before prepare of project " + project);
    }
    Map.Entry<Long, Tariff> tariff = known.tariffs().floorEntry(receivedNanos);
    return (tariff == null ? known.tariffs().firstEntry() : tariff).getValue().price(span);
  }
}
