/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts the records of a block, in their order, into rows, duplicates and what cannot be held. Not
 * thread-safe.
 */
final class SortedBlock {

  private final Stamp stamp;
  private final HeldRecords held;
  private final SpanWire wire = new SpanWire();
  private final Map<SpanKey, SpanRow> finished = new LinkedHashMap<>();
  private final Map<SpanKey, SpanRow> started = new LinkedHashMap<>();
  private final Map<SpanKey, UsageRole> roles = new LinkedHashMap<>();
  private final Map<SpanKey, Cost> costs = new LinkedHashMap<>();
  private final Set<SideKey> eventIds = new HashSet<>();
  private final Set<SideKey> evaluationIds = new HashSet<>();
  private final List<SideRow<SpanEvent>> events = new ArrayList<>();
  private final List<SideRow<Evaluation>> evaluations = new ArrayList<>();
  private final List<SideRow<MetricPoint>> metrics = new ArrayList<>();
  private final List<SideRow<JobUpdate>> jobs = new ArrayList<>();
  private final List<WriteResult.Rejected> rejected = new ArrayList<>();
  private int stored;
  private int duplicates;

  private SortedBlock(Stamp stamp, HeldRecords held) {
    this.stamp = stamp;
    this.held = held;
  }

  static SortedBlock of(Stamp stamp, List<Candidates.Candidate> candidates, HeldRecords held) {
    SortedBlock sorted = new SortedBlock(stamp, held);
    for (int i = 0; i < candidates.size(); i++) {
      sorted.add(i, candidates.get(i));
    }
    return sorted;
  }

  WriteResult result() {
    return new WriteResult(stored, duplicates, rejected);
  }

  /** The roles that spans of other blocks are to have. */
  Map<SpanKey, UsageRole> roles() {
    return roles;
  }

  /** The costs that spans of other blocks are to have. */
  Map<SpanKey, Cost> costs() {
    return costs;
  }

  /** The days of the rows. */
  Days days() {
    Days days = new Days();
    finished
        .values()
        .forEach(row -> days.add(Days.Sort.FINISHED, row.stamp().retentionDays(), row.start()));
    started
        .values()
        .forEach(row -> days.add(Days.Sort.STARTED, row.stamp().retentionDays(), row.start()));
    events.forEach(
        row ->
            days.add(
                Days.Sort.EVENT, row.stamp().retentionDays(), row.message().getTimeUnixNano()));
    evaluations.forEach(
        row ->
            days.add(
                Days.Sort.JUDGEMENT, row.stamp().retentionDays(), row.message().getTimeUnixNano()));
    metrics.forEach(
        row ->
            days.add(
                Days.Sort.METRIC, row.stamp().retentionDays(), row.message().getTimeUnixNano()));
    jobs.forEach(
        row ->
            days.add(Days.Sort.JOB, row.stamp().retentionDays(), row.message().getTimeUnixNano()));
    return days;
  }

  /**
   * What is to be inserted, one table after the other. Finished spans are last: what is found among
   * them counts as stored.
   */
  List<TableInsert<?>> inserts() {
    List<TableInsert<?>> inserts = new ArrayList<>();
    TableInsert.add(inserts, PayloadLayout.LAYOUT, payloads(), row -> row.span().start());
    TableInsert.add(inserts, SpanLayout.STARTED, started.values(), SpanRow::start);
    TableInsert.add(inserts, SideLayouts.EVENTS, events, row -> row.message().getTimeUnixNano());
    TableInsert.add(
        inserts, SideLayouts.EVALUATIONS, evaluations, row -> row.message().getTimeUnixNano());
    TableInsert.add(inserts, SideLayouts.METRICS, metrics, row -> row.message().getTimeUnixNano());
    TableInsert.add(inserts, SideLayouts.JOBS, jobs, row -> row.message().getTimeUnixNano());
    TableInsert.add(inserts, SpanLayout.FINISHED, finished.values(), SpanRow::start);
    return inserts;
  }

  private List<PayloadLayout.Row> payloads() {
    List<PayloadLayout.Row> payloads = new ArrayList<>();
    started.values().forEach(row -> PayloadLayout.addRows(row, false, payloads::add));
    finished.values().forEach(row -> PayloadLayout.addRows(row, true, payloads::add));
    return payloads;
  }

  private void add(int index, Candidates.Candidate candidate) {
    if (candidate instanceof Candidates.Finished span) {
      addFinished(index, span.row());
    } else if (candidate instanceof Candidates.Started span) {
      count(
          !held.started().contains(span.row().key())
              && started.putIfAbsent(span.row().key(), span.row()) == null);
    } else if (candidate instanceof Candidates.Beside beside) {
      addBeside(beside);
    } else if (candidate instanceof Candidates.RoleChange change) {
      addRole(change.key(), change.record().role());
      stored++;
    } else if (candidate instanceof Candidates.CostChange change) {
      addCost(change.key(), change.record());
      stored++;
    } else if (candidate instanceof Candidates.Loose loose) {
      addLoose(loose.record());
      stored++;
    } else if (candidate instanceof Candidates.Wrong wrong) {
      rejected.add(new WriteResult.Rejected(index, false, wrong.reason()));
    }
  }

  private void addFinished(int index, SpanRow row) {
    SpanRow sameBlock = finished.get(row.key());
    Long heldHash = held.finished().get(row.key());
    if (sameBlock != null) {
      heldHash = sameBlock.contentHash();
    }
    if (heldHash == null) {
      finished.put(row.key(), row);
      // What came before the span found nothing to change.
      roles.remove(row.key());
      costs.remove(row.key());
      stored++;
    } else if (heldHash == row.contentHash()) {
      duplicates++;
    } else {
      rejected.add(
          new WriteResult.Rejected(
              index,
              true,
              "span_id: \""
                  + row.span().getSpanId()
                  + "\" is held with other content, which stays"));
    }
  }

  private void addBeside(Candidates.Beside beside) {
    if (beside.record() instanceof StoredRecord.Event event) {
      boolean isNew = !held.events().contains(beside.key()) && eventIds.add(beside.key());
      count(isNew);
      if (isNew) {
        events.add(new SideRow<>(stamp.of(event), event.project(), event.event()));
      }
    } else if (beside.record() instanceof StoredRecord.Judgement judgement) {
      boolean isNew = !held.evaluations().contains(beside.key()) && evaluationIds.add(beside.key());
      count(isNew);
      if (isNew) {
        evaluations.add(
            new SideRow<>(stamp.of(judgement), judgement.project(), judgement.evaluation()));
      }
    }
  }

  private void addRole(SpanKey key, UsageRole role) {
    SpanRow sameBlock = finished.get(key);
    if (sameBlock == null) {
      roles.put(key, role);
      return;
    }
    Span.Builder changed = sameBlock.span().toBuilder();
    changed.getCollectorBuilder().setUsageRole(role);
    finished.put(key, sameBlock.with(changed.build(), wire));
  }

  private void addCost(SpanKey key, StoredRecord.CostChange change) {
    SpanRow sameBlock = finished.get(key);
    if (sameBlock == null) {
      costs.put(key, change.cost());
    } else {
      finished.put(key, sameBlock.with(change.applyTo(sameBlock.span()), wire));
    }
  }

  private void addLoose(StoredRecord record) {
    if (record instanceof StoredRecord.Metric metric) {
      metrics.add(new SideRow<>(stamp.of(metric), metric.project(), metric.point()));
    } else if (record instanceof StoredRecord.Job job) {
      jobs.add(new SideRow<>(stamp.of(job), job.project(), job.update()));
    }
  }

  private void count(boolean isNew) {
    if (isNew) {
      stored++;
    } else {
      duplicates++;
    }
  }
}
