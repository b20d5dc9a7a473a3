/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.SpanContent;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The contract in its plainest form: records in maps, and answers by looking at all of them. Stores
 * are compared with it. Thread-safe.
 */
final class NaiveStore {

  /** What identifies a span, an event or a judgement. */
  private record Key(String project, String traceId, String id) {}

  private final Set<String> tokens = new HashSet<>();
  private final Map<Key, Span> finished = new LinkedHashMap<>();
  private final Map<Key, Span> started = new LinkedHashMap<>();
  private final Map<Key, SpanEvent> events = new LinkedHashMap<>();
  private final Map<Key, Evaluation> evaluations = new LinkedHashMap<>();
  private final Map<Key, MetricPoint> metrics = new LinkedHashMap<>();
  private long measured;

  synchronized WriteResult write(Block block) {
    if (!tokens.add(block.token())) {
      return new WriteResult(0, block.records().size(), List.of());
    }
    int stored = 0;
    int duplicates = 0;
    List<WriteResult.Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < block.records().size(); i++) {
      StoredRecord record = block.records().get(i);
      if (!hasCanonicalIds(record)) {
        rejected.add(new WriteResult.Rejected(i, false, "an id is not in its canonical form"));
      } else if (isConflict(record)) {
        rejected.add(new WriteResult.Rejected(i, true, "held with other content"));
      } else if (put(record)) {
        stored++;
      } else {
        duplicates++;
      }
    }
    return new WriteResult(stored, duplicates, rejected);
  }

  /** Forgets a project; whether anything of it was held. */
  synchronized boolean purge(String project) {
    boolean any = false;
    for (Map<Key, ?> records : List.of(finished, started, events, evaluations, metrics)) {
      any |= records.keySet().removeIf(key -> key.project().equals(project));
    }
    return any;
  }

  /** Finished spans of a project that match. */
  synchronized List<Span> finished(String project, TimeRange range, Filter filter) {
    return of(project, finished).filter(matching(range, filter)).toList();
  }

  /** Started spans of a project that match, also those that have finished. */
  synchronized List<Span> started(String project, TimeRange range, Filter filter) {
    return of(project, started).filter(matching(range, filter)).toList();
  }

  /** Started spans of a project that match and have not finished. */
  synchronized List<Span> open(String project, TimeRange range, Filter filter) {
    return started(project, range, filter).stream()
        .filter(span -> !finished.containsKey(key(project, span)))
        .toList();
  }

  synchronized List<SpanEvent> events(String project, TraceId traceId) {
    return of(project, events)
        .filter(event -> event.getTraceId().equals(traceId.toString()))
        .toList();
  }

  synchronized List<Evaluation> evaluations(String project) {
    return of(project, evaluations).toList();
  }

  synchronized List<MetricPoint> metrics(String project) {
    return of(project, metrics).toList();
  }

  /** Whether the record is held now and was not before. */
  private boolean put(StoredRecord record) {
    String project = record.project();
    if (record instanceof StoredRecord.Finished span) {
      return finished.putIfAbsent(key(project, span.span()), span.span()) == null;
    }
    if (record instanceof StoredRecord.Started span) {
      return started.putIfAbsent(key(project, span.span()), span.span()) == null;
    }
    if (record instanceof StoredRecord.Event event) {
      Key key = new Key(project, event.event().getTraceId(), event.event().getEventId());
      return events.putIfAbsent(key, event.event()) == null;
    }
    if (record instanceof StoredRecord.Judgement judgement) {
      Evaluation evaluation = judgement.evaluation();
      Key key = new Key(project, evaluation.getTraceId(), evaluation.getEvaluationId());
      return evaluations.putIfAbsent(key, evaluation) == null;
    }
    if (record instanceof StoredRecord.Metric metric) {
      // Without an id: its number.
      Key key = new Key(project, "", Long.toString(measured++));
      return metrics.putIfAbsent(key, metric.point()) == null;
    }
    if (record instanceof StoredRecord.RoleChange change) {
      finished.computeIfPresent(
          new Key(project, change.traceId().toString(), change.spanId().toString()),
          (key, span) -> withRole(span, change));
    }
    if (record instanceof StoredRecord.CostChange change) {
      finished.computeIfPresent(
          new Key(project, change.traceId().toString(), change.spanId().toString()),
          (key, span) -> change.applyTo(span));
    }
    return true;
  }

  private static Span withRole(Span span, StoredRecord.RoleChange change) {
    Span.Builder changed = span.toBuilder();
    changed.getCollectorBuilder().setUsageRole(change.role());
    return changed.build();
  }

  private boolean isConflict(StoredRecord record) {
    if (!(record instanceof StoredRecord.Finished span)) {
      return false;
    }
    return Optional.ofNullable(finished.get(key(span.project(), span.span())))
        .filter(held -> !SpanContent.same(held, span.span()))
        .isPresent();
  }

  private static boolean hasCanonicalIds(StoredRecord record) {
    if (record instanceof StoredRecord.Finished span) {
      return isCanonical(span.span());
    }
    if (record instanceof StoredRecord.Started span) {
      return isCanonical(span.span());
    }
    return true;
  }

  private static boolean isCanonical(Span span) {
    return TraceId.tryParse(span.getTraceId())
            .filter(id -> id.toString().equals(span.getTraceId()))
            .isPresent()
        && SpanId.tryParse(span.getSpanId())
            .filter(id -> id.toString().equals(span.getSpanId()))
            .isPresent();
  }

  private static Key key(String project, Span span) {
    return new Key(project, span.getTraceId(), span.getSpanId());
  }

  private static <T> Stream<T> of(String project, Map<Key, T> records) {
    return records.entrySet().stream()
        .filter(entry -> entry.getKey().project().equals(project))
        .map(Map.Entry::getValue);
  }

  private static Predicate<Span> matching(TimeRange range, Filter filter) {
    Predicate<Span> condition = Filters.predicate(filter);
    return span -> range.contains(span.getStartTimeUnixNano()) && condition.test(span);
  }
}
