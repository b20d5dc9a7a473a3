/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.UsageRole;

/**
 * One record on its way into a store, validated, normalised and priced. Ids are in their canonical
 * form: lower-case hexadecimal digits without dashes. Times and token counts are at most 2^63 - 1,
 * amounts of money are as {@link Usd} writes them.
 */
public sealed interface StoredRecord {

  /** The project that the record belongs to, from the sender's key. */
  String project();

  /**
   * How long the record is kept. It is part of the record and was decided when that was received: a
   * project that picks another class has records of both, and a repeat under another class is a
   * repeat all the same. A store that does not expire records ({@link StorageCapabilities#expires})
   * takes no notice.
   */
  Retention retention();

  /** The same record, kept for another time. */
  StoredRecord keptFor(Retention retention);

  /**
   * A finished span. Immutable once stored: a second one with the same ids is a duplicate or a
   * conflict, as {@link SpanContent#same} tells, and the first one stays.
   */
  record Finished(String project, Retention retention, Span span) implements StoredRecord {

    public Finished(String project, Span span) {
      this(project, Retention.AS_SET, span);
    }

    @Override
    public Finished keptFor(Retention other) {
      return new Finished(project, other, span);
    }
  }

  /**
   * A span that has started. Open until the finished span with the same ids is stored, and never
   * when that one is there already. A second one with the same ids is a duplicate whatever it says.
   */
  record Started(String project, Retention retention, Span span) implements StoredRecord {

    public Started(String project, Span span) {
      this(project, Retention.AS_SET, span);
    }

    @Override
    public Started keptFor(Retention other) {
      return new Started(project, other, span);
    }
  }

  /**
   * An event beside a span, which may come before the span. A second one with the same trace and
   * event id is a duplicate whatever it says.
   */
  record Event(String project, Retention retention, SpanEvent event) implements StoredRecord {

    public Event(String project, SpanEvent event) {
      this(project, Retention.AS_SET, event);
    }

    @Override
    public Event keptFor(Retention other) {
      return new Event(project, other, event);
    }
  }

  /**
   * A judgement, which may come before the span. A second one with the same trace and evaluation id
   * is a duplicate whatever it says.
   */
  record Judgement(String project, Retention retention, Evaluation evaluation)
      implements StoredRecord {

    public Judgement(String project, Evaluation evaluation) {
      this(project, Retention.AS_SET, evaluation);
    }

    @Override
    public Judgement keptFor(Retention other) {
      return new Judgement(project, other, evaluation);
    }
  }

  /** A measurement. */
  record Metric(String project, Retention retention, MetricPoint point) implements StoredRecord {

    public Metric(String project, MetricPoint point) {
      this(project, Retention.AS_SET, point);
    }

    @Override
    public Metric keptFor(Retention other) {
      return new Metric(project, other, point);
    }
  }

  /** A change of a job. */
  record Job(String project, Retention retention, JobUpdate update) implements StoredRecord {

    public Job(String project, JobUpdate update) {
      this(project, Retention.AS_SET, update);
    }

    @Override
    public Job keptFor(Retention other) {
      return new Job(project, other, update);
    }
  }

  /**
   * A correction of the usage role of a finished span that was stored before it could be told
   * apart. Sums, filters and readers follow it, as if the span had been stored with this role; of
   * several the last stored holds. For a span that the store does not hold it has no effect.
   */
  record RoleChange(String project, TraceId traceId, SpanId spanId, UsageRole role)
      implements StoredRecord {

    /** As long as its span. */
    @Override
    public Retention retention() {
      return Retention.AS_SET;
    }

    @Override
    public RoleChange keptFor(Retention other) {
      return this;
    }
  }

  /**
   * A correction of the cost of a finished span. Sums, filters and readers follow it, as if the
   * span had been stored with this cost and with {@link #applyTo what that says of the one before};
   * of several the last stored holds, and changes of cost and of role do not touch each other. What
   * the span's sender said stays: a repeat of the span is a duplicate as before. For a span that
   * the store does not hold it has no effect.
   *
   * @param cost the whole cost from now on
   */
  record CostChange(String project, TraceId traceId, SpanId spanId, Cost cost)
      implements StoredRecord {

    /** As long as its span. */
    @Override
    public Retention retention() {
      return Retention.AS_SET;
    }

    @Override
    public CostChange keptFor(Retention other) {
      return this;
    }

    /**
     * The span with this cost, and with the one that it was stored with in {@code
     * collector.stored_cost}, unless that is the same. It is the same span whether changes are
     * applied one after the other or only the last of them.
     */
    public Span applyTo(Span span) {
      Cost stored =
          span.getCollector().hasStoredCost()
              ? span.getCollector().getStoredCost()
              : span.getCost();
      Span.Builder changed = span.toBuilder();
      CollectorFacts.Builder facts = changed.getCollectorBuilder().clearStoredCost();
      if (!cost.equals(stored)) {
        facts.setStoredCost(stored);
      }
      // An absent message is not an empty one to those who compare spans.
      if (facts.build().equals(CollectorFacts.getDefaultInstance())) {
        changed.clearCollector();
      }
      return cost.equals(Cost.getDefaultInstance())
          ? changed.clearCost().build()
          : changed.setCost(cost).build();
    }
  }
}
