/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The lists that are paged, each seen as a list of numbers. */
enum ListKind {
  SPANS {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.store(spans(places));
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(store.spans(all(request)), ListKind::number);
    }
  },
  TRACES {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.store(spans(places));
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(
          store.traces(all(request)), summary -> number(summary.getTraceId().substring(16)));
    }
  },
  OPEN_SPANS {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.start(spans(places));
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(store.openSpans(all(request)), ListKind::number);
    }
  },
  SESSIONS {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.store(spans(places));
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(
          store.sessions(all(request)), session -> number(session.getSessionId().substring(1)));
    }
  },
  USERS {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.store(spans(places));
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(store.users(all(request)), user -> number(user.getUserId().substring(1)));
    }
  },
  EVALUATIONS {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.write(
          places.stream()
              .map(
                  place ->
                      TestSpans.judgement(
                          TestSpans.evaluation(
                              1,
                              place.number(),
                              "v%08x".formatted(place.number()),
                              place.second())))
              .toList());
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(
          store.evaluations(
              new EvaluationQuery(TestSpans.PROJECT, TimeRange.ALL, List.of(), request)),
          evaluation -> number(evaluation.getSpanId()));
    }
  },
  METRIC_POINTS {
    @Override
    void add(StoreDriver store, List<Place> places) {
      store.write(
          places.stream()
              .map(
                  place ->
                      TestSpans.metric(
                          TestSpans.point("m%08x".formatted(place.number()), place.second())))
              .toList());
    }

    @Override
    Page<Integer> page(StoreDriver store, PageRequest request) {
      return numbers(
          store.metricPoints(
              new MetricQuery(TestSpans.PROJECT, TimeRange.ALL, "", "", Map.of(), request)),
          point -> number(point.getName().substring(1)));
    }
  };

  /** A number and the second after noon at which it stands in the list. */
  record Place(int number, long second) {}

  /** Adds an item of the list for each number; greater numbers have greater ids. */
  abstract void add(StoreDriver store, List<Place> places);

  /** The numbers of a page of the whole list. */
  abstract Page<Integer> page(StoreDriver store, PageRequest request);

  private static Span.Builder[] spans(List<Place> places) {
    return places.stream()
        .map(
            place ->
                TestSpans.at(
                        place.number(),
                        place.number(),
                        TestSpans.NOON + place.second() * TestSpans.SECOND)
                    .setSessionId("s%08x".formatted(place.number()))
                    .setUserId("u%08x".formatted(place.number())))
        .toArray(Span.Builder[]::new);
  }

  private static SpanQuery all(PageRequest request) {
    return new SpanQuery(TestSpans.PROJECT, TimeRange.ALL, Filter.ALL, request);
  }

  private static int number(Span span) {
    return number(span.getSpanId());
  }

  private static int number(String digits) {
    return Integer.parseInt(digits, 16);
  }

  private static <T> Page<Integer> numbers(Page<T> page, Function<T, Integer> number) {
    return new Page<>(page.items().stream().map(number).toList(), page.next(), page.previous());
  }
}
