/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import com.google.protobuf.Timestamp;
import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.QueryPlan;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.filter.ColumnFilters;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answers one aggregate question: chunk by chunk, first the rows that match, then the group of
 * each, then each measure over all of them. Not thread-safe.
 */
public final class Aggregation {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final QueryPlan PLAN =
      new QueryPlan("spans", "columns in memory, there are no rollups");

  private final AggregateQuery query;
  private final BoundFilter filter;
  private final Optional<BucketKey> bucket;
  private final List<GroupKey> keys;
  private final Grouping grouping;
  private final Measures measures;

  private Aggregation(AggregateQuery query, ProjectData data) {
    this.query = query;
    this.filter = new BoundFilter(query.range(), ColumnFilters.ofFinished(query.filter()));
    this.bucket = query.bucket().map(width -> new BucketKey(nanos(width)));
    this.keys = query.groupBy().stream().map(Aggregation::key).toList();
    List<GroupKey> all = new ArrayList<>();
    bucket.ifPresent(all::add);
    all.addAll(keys);
    this.grouping = new Grouping(all);
    this.measures = new Measures(query, data.evaluations());
  }

  /** The answer. */
  public static AggregateResult run(ProjectData data, AggregateQuery query) {
    Aggregation aggregation = new Aggregation(query, data);
    data.spans().chunks().forEach(aggregation::add);
    return aggregation.result();
  }

  private void add(Chunk<Span> chunk) {
    int from = filter.from(chunk);
    int to = filter.to(chunk);
    RowPredicate predicate = from < to ? filter.in(chunk) : RowPredicate.NEVER;
    if (predicate != RowPredicate.NEVER) {
      Selection rows = grouping.select(chunk, predicate, from, to);
      measures.add(chunk, rows);
    }
  }

  private AggregateResult result() {
    List<Group> groups =
        IntStream.range(0, grouping.groups()).mapToObj(this::group).sorted(Group.order()).toList();
    boolean truncated = groups.size() > query.limit();
    return new AggregateResult(
        groups.stream().limit(query.limit()).map(this::row).toList(), truncated, PLAN);
  }

  private Group group(int number) {
    int[] codes = grouping.codes(number);
    int first = bucket.isPresent() ? 1 : 0;
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      texts.add(keys.get(i).text(codes[first + i]));
    }
    return new Group(
        number,
        bucket.map(key -> key.start(codes[0])).orElse(0L),
        texts,
        query.orderBy().map(measure -> measures.value(measure, number)));
  }

  private AggregateRow row(Group group) {
    AggregateRow.Builder row = AggregateRow.newBuilder().addAllKeys(group.keys());
    if (bucket.isPresent()) {
      row.setBucketStart(
          Timestamp.newBuilder()
              .setSeconds(group.bucketStart() / NANOS_PER_SECOND)
              .setNanos((int) (group.bucketStart() % NANOS_PER_SECOND)));
    }
    for (Measure measure : query.measures()) {
      row.addValues(measures.value(measure, group.number()));
    }
    return row.build();
  }

  private static GroupKey key(GroupBy groupBy) {
    return switch (groupBy.getByCase()) {
      case DIMENSION -> new ColumnKey(column(groupBy.getDimension()));
      case ATTRIBUTE -> new AttributeKey(groupBy.getAttribute());
      case BY_NOT_SET ->
          throw StorageException.invalid("groupBy: not set (expected: a dimension or attribute)");
    };
  }

  private static SpanText column(Dimension dimension) {
    return switch (dimension) {
      case DIMENSION_MODEL -> SpanText.MODEL;
      case DIMENSION_PROVIDER -> SpanText.PROVIDER;
      case DIMENSION_OPERATION -> SpanText.OPERATION;
      case DIMENSION_TYPE -> SpanText.TYPE;
      case DIMENSION_NAME -> SpanText.NAME;
      case DIMENSION_SERVICE -> SpanText.SERVICE;
      case DIMENSION_ENVIRONMENT -> SpanText.ENVIRONMENT;
      case DIMENSION_USER -> SpanText.USER_ID;
      case DIMENSION_SESSION -> SpanText.SESSION_ID;
      case DIMENSION_TAG -> SpanText.TAGS;
      case DIMENSION_STATUS -> SpanText.STATUS;
      case DIMENSION_JOB -> SpanText.JOB_ID;
      case DIMENSION_VARIANT -> SpanText.VARIANT_ID;
      case DIMENSION_RELEASE -> SpanText.RELEASE;
      case DIMENSION_ERROR_TYPE -> SpanText.ERROR_TYPE;
      case DIMENSION_PROMPT -> SpanText.PROMPT_NAME;
      case DIMENSION_NODE -> SpanText.NODE;
      case DIMENSION_UNSPECIFIED, UNRECOGNIZED ->
          throw StorageException.invalid(
              "groupBy: " + dimension + " (expected: a known dimension)");
    };
  }

  /** A bucket wider than all time is one bucket. */
  private static long nanos(Duration width) {
    return width.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
        ? Long.MAX_VALUE
        : width.toNanos();
  }
}
