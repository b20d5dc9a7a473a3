/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.pricing.PriceDesk;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostCorrection;
import dev.tracehub.v1.PreviewRerateResponse;
import dev.tracehub.v1.Rerate;
import dev.tracehub.v1.RerateMark;
import dev.tracehub.v1.RerateScope;
import dev.tracehub.v1.RerateState;
import dev.tracehub.v1.RerateStep;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StoredRerate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a re-rate changes. Its calls block. Thread-safe. */
final class RerateSteps {

  /** A step is a few megabytes of corrections, and two writes of a document. */
  private static final int PAGES = 10;

  private final SpanSearch search;
  private final PriceDesk prices;
  private final FilterParser filters;

  RerateSteps(SpanSearch search, PriceDesk prices, FilterParser filters) {
    this.search = search;
    this.prices = prices;
    this.filters = filters;
  }

  /** What a re-rate by the prices of now would change. */
  PreviewRerateResponse preview(String project, RerateScope scope) {
    SpanWalk walk = new SpanWalk(search, project, range(scope), filters.parse(scope.getFilter()));
    CostDecision decision =
        CostDecision.applying(
            "preview",
            Lane.await(prices.repricing(project, PriceDesk.NEWEST)),
            scope.getIncludeReported());
    Differences differences = new Differences(List.of());
    long examined = 0;
    Optional<RerateMark> mark = Optional.empty();
    do {
      Page<Span> page = Lane.await(walk.after(mark));
      examined += page.items().size();
      for (Span span : page.items()) {
        decision.of(span).ifPresent(cost -> differences.add(span, cost));
      }
      mark = SpanWalk.end(page);
    } while (mark.isPresent());
    return PreviewRerateResponse.newBuilder()
        .setExamined(examined)
        .addAllDifferences(differences.sums())
        .build();
  }

  /**
   * The next step of a re-rate; of one that was broken off the same step, without the corrections
   * that the store has already.
   */
  StepWork next(StoredRerate stored) {
    Rerate rerate = stored.getRerate();
    boolean applying = rerate.getState() == RerateState.RERATE_STATE_APPLYING;
    String project = rerate.getProjectId();
    // What is to be undone is known by its mark: the filter may not hold for it any more.
    Filter filter = applying ? filters.parse(rerate.getScope().getFilter()) : Filter.ALL;
    SpanWalk walk = new SpanWalk(search, project, range(rerate.getScope()), filter);
    CostDecision decision =
        applying
            ? CostDecision.applying(
                rerate.getRerateId(),
                Lane.await(prices.repricing(project, stored.getProjectPriceVersion())),
                rerate.getScope().getIncludeReported())
            : CostDecision.undoing(rerate.getRerateId());
    List<CostCorrection> corrections = new ArrayList<>();
    Differences differences = new Differences(rerate.getDifferencesList());
    long examined = 0;
    Optional<RerateMark> mark = stored.hasMark() ? Optional.of(stored.getMark()) : Optional.empty();
    int pages = 0;
    do {
      Page<Span> page = Lane.await(walk.after(mark));
      examined += page.items().size();
      for (Span span : page.items()) {
        Optional<Cost> cost = decision.of(span);
        cost.ifPresent(now -> differences.add(span, now));
        cost.ifPresent(now -> corrections.add(correction(span, now)));
      }
      mark = SpanWalk.end(page);
      pages++;
    } while (mark.isPresent() && !isEnd(stored, mark.get(), pages));
    return stored.hasStep()
        ? new StepWork(corrections, stored, end(stored.getStep()))
        : new StepWork(
            corrections, begun(stored, examined, corrections.size(), differences, mark), mark);
  }

  /** A step that was begun ends where it was to end, whatever a filter has dropped since. */
  private static boolean isEnd(StoredRerate stored, RerateMark mark, int pages) {
    if (!stored.hasStep()) {
      return pages >= PAGES;
    }
    return stored.getStep().hasMark() && isAtOrAfter(mark, stored.getStep().getMark());
  }

  private static boolean isAtOrAfter(RerateMark one, RerateMark other) {
    int order = Long.compare(one.getTimeUnixNano(), other.getTimeUnixNano());
    return order == 0 ? one.getId().compareTo(other.getId()) >= 0 : order > 0;
  }

  private static Optional<RerateMark> end(RerateStep step) {
    return step.hasMark() ? Optional.of(step.getMark()) : Optional.empty();
  }

  private static StoredRerate begun(
      StoredRerate stored,
      long examined,
      int changed,
      Differences differences,
      Optional<RerateMark> end) {
    Rerate rerate = stored.getRerate();
    Rerate.Builder result = rerate.toBuilder().clearError();
    if (rerate.getState() == RerateState.RERATE_STATE_APPLYING) {
      result
          .setExamined(rerate.getExamined() + examined)
          .clearDifferences()
          .addAllDifferences(differences.sums());
    } else {
      result.setRestored(rerate.getRestored() + changed);
    }
    result.setProgress(end.map(mark -> progress(rerate.getScope(), mark)).orElse(1.0));
    RerateStep.Builder step = RerateStep.newBuilder().setResult(result);
    end.ifPresent(step::setMark);
    return stored.toBuilder().setStep(step).build();
  }

  private static double progress(RerateScope scope, RerateMark mark) {
    TimeRange range = range(scope);
    double length = (double) range.endNanos() - range.startNanos();
    return (mark.getTimeUnixNano() - range.startNanos()) / length;
  }

  private static CostCorrection correction(Span span, Cost cost) {
    return CostCorrection.newBuilder()
        .setTraceId(span.getTraceId())
        .setSpanId(span.getSpanId())
        .setCost(cost)
        .build();
  }

  private static TimeRange range(RerateScope scope) {
    return RerateRequests.timeRange(scope);
  }
}
