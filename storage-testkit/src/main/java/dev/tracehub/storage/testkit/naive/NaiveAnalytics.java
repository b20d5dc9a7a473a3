/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import com.google.protobuf.Timestamp;
import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.Dimensions;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.QueryPlan;
import dev.tracehub.storage.SampleWeights;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers numbers from a {@link NaiveStore}. */
final class NaiveAnalytics {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** A row of the answer. */
  private record Group(long bucketStart, List<String> keys) {}

  private final NaiveStore store;

  NaiveAnalytics(NaiveStore store) {
    this.store = store;
  }

  AggregateResult aggregate(AggregateQuery query) {
    Map<Group, List<Span>> groups = new LinkedHashMap<>();
    for (Span span : store.finished(query.project(), query.range(), query.filter())) {
      for (List<String> keys : keys(span, query.groupBy())) {
        Group group = new Group(bucketStart(span, query), keys);
        groups.computeIfAbsent(group, absent -> new ArrayList<>()).add(span);
      }
    }
    NaiveMeasures measures =
        new NaiveMeasures(store.evaluations(query.project()), query.scoreName());
    List<AggregateRow> rows =
        groups.entrySet().stream()
            .sorted(order(query, measures))
            .map(group -> row(group, query, measures))
            .toList();
    boolean truncated = rows.size() > query.limit();
    return new AggregateResult(
        truncated ? rows.subList(0, query.limit()) : rows,
        truncated,
        new QueryPlan("spans", "there is nothing else"));
  }

  double completionRate(String project, TimeRange range, Filter filter) {
    long started = standingFor(store.started(project, range, filter));
    long open = standingFor(store.open(project, range, filter));
    return started == 0 ? 1 : (started - open) / (double) started;
  }

  private static long standingFor(List<Span> spans) {
    return spans.stream().mapToLong(SampleWeights::of).sum();
  }

  private static AggregateRow row(
      Map.Entry<Group, List<Span>> group, AggregateQuery query, NaiveMeasures measures) {
    AggregateRow.Builder row = AggregateRow.newBuilder().addAllKeys(group.getKey().keys());
    if (query.bucket().isPresent()) {
      row.setBucketStart(timestamp(group.getKey().bucketStart()));
    }
    query.measures().forEach(measure -> row.addValues(measures.of(measure, group.getValue())));
    return row.build();
  }

  private static Timestamp timestamp(long nanos) {
    return Timestamp.newBuilder()
        .setSeconds(nanos / NANOS_PER_SECOND)
        .setNanos((int) (nanos % NANOS_PER_SECOND))
        .build();
  }

  private static Comparator<Map.Entry<Group, List<Span>>> order(
      AggregateQuery query, NaiveMeasures measures) {
    Comparator<Map.Entry<Group, List<Span>>> order =
        Comparator.comparingLong(group -> group.getKey().bucketStart());
    if (query.orderBy().isPresent()) {
      order =
          order.thenComparing(
              group -> measures.sortKey(query.orderBy().get(), group.getValue()),
              Comparator.reverseOrder());
    }
    return order.thenComparing(group -> group.getKey().keys(), NaiveAnalytics::compareKeys);
  }

  private static int compareKeys(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int sign = CodePointOrder.INSTANCE.compare(a.get(i), b.get(i));
      if (sign != 0) {
        return sign;
      }
    }
    return 0;
  }

  private static long bucketStart(Span span, AggregateQuery query) {
    long width = query.bucket().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    return span.getStartTimeUnixNano() / width * width;
  }

  /** The keys of all groups that the span is in. */
  private static List<List<String>> keys(Span span, List<GroupBy> groupBy) {
    List<List<String>> all = List.of(List.of());
    for (GroupBy by : groupBy) {
      all =
          all.stream()
              .flatMap(
                  keys ->
                      keys(span, by).stream()
                          .map(key -> Stream.concat(keys.stream(), Stream.of(key)).toList()))
              .toList();
    }
    return all;
  }

  private static List<String> keys(Span span, GroupBy by) {
    if (by.getByCase() == GroupBy.ByCase.ATTRIBUTE) {
      AttributeValue value =
          span.getAttributesOrDefault(by.getAttribute(), AttributeValue.getDefaultInstance());
      return List.of(SpanValues.groupKey(value));
    }
    if (by.getDimension() == Dimension.DIMENSION_TAG) {
      List<String> tags = span.getTagsList().stream().distinct().toList();
      return tags.isEmpty() ? List.of("") : tags;
    }
    return List.of(SpanValues.text(span, Dimensions.fieldOf(by.getDimension())));
  }
}
