/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PageRequest.Order;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a store and waits for its answers. Thread-safe. */
final class StoreDriver {

  /** More spans than a test's trace has. */
  static final int ALL_SPANS = 1_000_000;

  private final Storage storage;
  private final AtomicLong blocks = new AtomicLong();

  StoreDriver(Storage storage) {
    this.storage = storage;
  }

  WriteResult write(Block block) {
    WriteResult result = Stages.await(storage.writer().write(block));
    assertThat(result.stored() + result.duplicates() + result.rejected().size())
        .as("stored + duplicates + rejected of %s", result)
        .isEqualTo(block.records().size());
    return result;
  }

  /** Writes records under a token of their own. */
  WriteResult write(List<StoredRecord> records) {
    return write(new Block("block-" + blocks.incrementAndGet(), records));
  }

  WriteResult write(StoredRecord... records) {
    return write(List.of(records));
  }

  /** Stores finished spans, all of them new. */
  void store(Span.Builder... spans) {
    WriteResult result = write(Arrays.stream(spans).map(TestSpans::finished).toList());
    assertThat(result).isEqualTo(new WriteResult(spans.length, 0, List.of()));
  }

  /** Stores the starts of spans, all of them new. */
  void start(Span.Builder... spans) {
    WriteResult result = write(Arrays.stream(spans).map(TestSpans::started).toList());
    assertThat(result).isEqualTo(new WriteResult(spans.length, 0, List.of()));
  }

  Optional<TraceRecords> findTrace(long trace) {
    return findTrace(trace, PayloadView.FULL, ALL_SPANS);
  }

  Optional<TraceRecords> findTrace(long trace, PayloadView payloads, int maxSpans) {
    return Stages.await(
        storage.traces().trace(TestSpans.PROJECT, TestSpans.traceId(trace), payloads, maxSpans));
  }

  /** A trace that is held, with all payloads. */
  TraceRecords trace(long trace) {
    return findTrace(trace).orElseThrow(() -> new AssertionError("trace " + trace + " is missing"));
  }

  Optional<SpanRecords> findSpan(long trace, long span) {
    return Stages.await(
        storage.traces().span(TestSpans.PROJECT, TestSpans.traceId(trace), TestSpans.spanId(span)));
  }

  /** A finished span that is held. */
  SpanRecords span(long trace, long span) {
    return findSpan(trace, span)
        .orElseThrow(() -> new AssertionError("span " + span + " is missing"));
  }

  Page<Span> spans(SpanQuery query) {
    return Stages.await(storage.search().spans(query));
  }

  Page<Span> openSpans(SpanQuery query) {
    return Stages.await(storage.search().openSpans(query));
  }

  Page<TraceSummary> traces(SpanQuery query) {
    return Stages.await(storage.search().traces(query));
  }

  Page<Session> sessions(SpanQuery query) {
    return Stages.await(storage.search().sessions(query));
  }

  Page<User> users(SpanQuery query) {
    return Stages.await(storage.search().users(query));
  }

  Page<Evaluation> evaluations(EvaluationQuery query) {
    return Stages.await(storage.sideRecords().evaluations(query));
  }

  Page<MetricPoint> metricPoints(MetricQuery query) {
    return Stages.await(storage.sideRecords().metricPoints(query));
  }

  AggregateResult aggregate(Question question) {
    return Stages.await(storage.analytics().aggregate(question.build()));
  }

  double completionRate(TimeRange range, Filter filter) {
    return Stages.await(storage.analytics().completionRate(TestSpans.PROJECT, range, filter));
  }

  /** The first page, oldest first, of what matches at any time. */
  static SpanQuery matching(Filter filter) {
    return matching(filter, TimeRange.ALL);
  }

  static SpanQuery matching(Filter filter, TimeRange range) {
    return new SpanQuery(
        TestSpans.PROJECT,
        range,
        filter,
        PageRequest.first(PageRequest.MAX_SIZE, Order.OLDEST_FIRST));
  }
}
