/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageCapabilities;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A store that is right and slow: what tests compare stores with, and what they use when any store
 * will do. Not durable and not bounded.
 */
public final class NaiveStorage implements Storage {

  private final NaiveStore store = new NaiveStore();
  private final NaiveRecords records = new NaiveRecords(this::answer);
  private volatile boolean closed;

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public CheckResult check() {
    return closed ? CheckResult.failed("closed") : CheckResult.ok();
  }

  @Override
  public StorageCapabilities capabilities() {
    return new StorageCapabilities(false, false);
  }

  @Override
  public SpanWriter writer() {
    return block -> answer(() -> store.write(block));
  }

  @Override
  public TraceReader traces() {
    NaiveReader reader = new NaiveReader(store);
    return new TraceReader() {
      @Override
      public CompletionStage<Optional<TraceRecords>> trace(
          String project, TraceId traceId, PayloadView payloads, int maxSpans) {
        return answer(() -> reader.trace(project, traceId, payloads, maxSpans));
      }

      @Override
      public CompletionStage<Optional<SpanRecords>> span(
          String project, TraceId traceId, SpanId spanId) {
        return answer(() -> reader.span(project, traceId, spanId));
      }
    };
  }

  @Override
  public SpanSearch search() {
    NaiveSearch search = new NaiveSearch(store);
    return new SpanSearch() {
      @Override
      public CompletionStage<Page<Span>> spans(SpanQuery query) {
        return answer(() -> search.spans(query));
      }

      @Override
      public CompletionStage<Page<TraceSummary>> traces(SpanQuery query) {
        return answer(() -> search.traces(query));
      }

      @Override
      public CompletionStage<Page<Span>> openSpans(SpanQuery query) {
        return answer(() -> search.openSpans(query));
      }

      @Override
      public CompletionStage<Page<Session>> sessions(SpanQuery query) {
        return answer(() -> search.sessions(query));
      }

      @Override
      public CompletionStage<Page<User>> users(SpanQuery query) {
        return answer(() -> search.users(query));
      }
    };
  }

  @Override
  public SideRecordSearch sideRecords() {
    NaiveSideRecords sideRecords = new NaiveSideRecords(store);
    return new SideRecordSearch() {
      @Override
      public CompletionStage<Page<Evaluation>> evaluations(EvaluationQuery query) {
        return answer(() -> sideRecords.evaluations(query));
      }

      @Override
      public CompletionStage<Page<MetricPoint>> metricPoints(MetricQuery query) {
        return answer(() -> sideRecords.metricPoints(query));
      }
    };
  }

  @Override
  public Analytics analytics() {
    NaiveAnalytics analytics = new NaiveAnalytics(store);
    return new Analytics() {
      @Override
      public CompletionStage<AggregateResult> aggregate(AggregateQuery query) {
        return answer(() -> analytics.aggregate(query));
      }

      @Override
      public CompletionStage<Double> completionRate(
          String project, TimeRange range, Filter filter) {
        return answer(() -> analytics.completionRate(project, range, filter));
      }
    };
  }

  @Override
  public RecordStore records() {
    return records;
  }

  @Override
  public CompletionStage<Boolean> purge(String project) {
    return answer(() -> store.purge(project));
  }

  @Override
  public StorageStats stats() {
    return new StorageStats(0, 0, 0, 0);
  }

  @Override
  public void close() {
    closed = true;
  }

  private <T> CompletionStage<T> answer(Supplier<T> question) {
    return closed
        ? CompletableFuture.failedFuture(StorageException.internal("the store is closed"))
        : CompletableFuture.completedFuture(question.get());
  }
}
