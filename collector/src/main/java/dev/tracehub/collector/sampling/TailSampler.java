/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Holds the traces of sampled projects until it is decided which of them are stored. Its clock is
 * the time at which records were received, so that what it decides is a function of the sequence of
 * its calls alone; a tick, a call without records, tells it the time when nothing comes. Not
 * thread-safe.
 *
 * <p>It remembers a stretch of the journal twice as long as what it may hold: half for traces that
 * are held, half for what was decided of traces whose records may still come. One that is shown
 * that stretch again, as after a restart, decides as it would have without.
 */
public final class TailSampler {

  private final ProjectSampling projects;
  private final SamplingStats stats;
  private final long heldBytes;

  /** In the order of their first records. */
  private final Map<TraceKey, HeldTrace> held = new LinkedHashMap<>();

  private final PriorityQueue<HeldTrace> byDue =
      new PriorityQueue<>(
          Comparator.comparingLong(HeldTrace::dueNanos).thenComparingLong(HeldTrace::number));

  /** In the order in which they were decided. */
  private final Map<TraceKey, Decided> decided = new LinkedHashMap<>();

  private long nowNanos = Long.MIN_VALUE;
  private long begun;

  private record Decided(Verdict verdict, long position) {}

  /**
   * Holds nothing yet.
   *
   * @param heldBytes a trace is decided, whatever its age, when as much of the journal came after
   *     its first record
   */
  public TailSampler(ProjectSampling projects, SamplingStats stats, long heldBytes) {
    this.projects = projects;
    this.stats = stats;
    this.heldBytes = heldBytes;
  }

  /**
   * Gets ready for records of a project; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the store does not answer; nothing has
   *     happened then
   */
  public void prepare(Arrival arrival) {
    if (!arrival.project().isEmpty()) {
      projects.prepare(arrival.project(), arrival.receivedNanos());
    }
  }

  /** What the next call leaves out was left out by an earlier process. */
  public void recall(Arrival arrival) {
    stats.recalled(arrival.position());
  }

  /** Takes records in; answers with what is to be stored now, in its order. */
  public List<StoredRecord> pass(Arrival arrival, List<StoredRecord> records) {
    nowNanos = Math.max(nowNanos, arrival.receivedNanos());
    Optional<SamplingRules> rules =
        arrival.project().isEmpty()
            ? Optional.empty()
            : projects.at(arrival.project(), arrival.receivedNanos());
    if (rules.isEmpty() && held.isEmpty() && decided.isEmpty()) {
      return records;
    }
    List<StoredRecord> stored = new ArrayList<>(records.size());
    for (StoredRecord record : records) {
      Optional<TraceKey> key = TraceKeys.of(record);
      if (key.isEmpty()) {
        stored.add(record);
      } else {
        take(key.get(), record, rules, arrival.position(), stored);
      }
    }
    decideDue(arrival.position(), stored);
    forget(arrival.position());
    stats.passed(arrival.position(), held.size());
    return stored;
  }

  private void take(
      TraceKey key,
      StoredRecord record,
      Optional<SamplingRules> rules,
      long position,
      List<StoredRecord> stored) {
    boolean alwaysStored = isJudgement(record);
    if (alwaysStored) {
      stored.add(record);
    }
    Decided before = decided.get(key);
    if (before != null) {
      if (!alwaysStored) {
        apply(before.verdict(), key, record, position, stored);
      }
      return;
    }
    HeldTrace trace = held.get(key);
    if (trace == null && rules.isPresent() && !TraceKeys.isCorrection(record)) {
      trace = new HeldTrace(key, rules.get(), due(rules.get()), position, begun++);
      held.put(key, trace);
      byDue.add(trace);
    }
    if (trace == null) {
      if (!alwaysStored) {
        stored.add(record);
      }
    } else if (alwaysStored) {
      if (keepsTrace(record)) {
        trace.keep();
      }
    } else {
      trace.add(record);
    }
  }

  private long due(SamplingRules rules) {
    return nowNanos + rules.waitNanos();
  }

  /** What people and judges say is stored whatever becomes of the trace. */
  private static boolean isJudgement(StoredRecord record) {
    return record instanceof StoredRecord.Judgement
        || (record instanceof StoredRecord.Event event && isAmendment(event.event()));
  }

  private static boolean isAmendment(SpanEvent event) {
    return event.getType() == SpanEventType.SPAN_EVENT_TYPE_AMENDMENT;
  }

  private static boolean keepsTrace(StoredRecord record) {
    if (!(record instanceof StoredRecord.Judgement judgement)) {
      return true;
    }
    Evaluation evaluation = judgement.evaluation();
    return evaluation.getSource() == EvaluationSource.EVALUATION_SOURCE_HUMAN
        || (evaluation.hasPassed() && !evaluation.getPassed());
  }

  private void decideDue(long position, List<StoredRecord> stored) {
    while (!byDue.isEmpty() && byDue.peek().dueNanos() <= nowNanos) {
      HeldTrace due = byDue.remove();
      held.remove(due.key());
      decide(due, position, stored);
    }
    Iterator<HeldTrace> oldest = held.values().iterator();
    while (oldest.hasNext()) {
      HeldTrace trace = oldest.next();
      if (position - trace.position() < heldBytes) {
        return;
      }
      oldest.remove();
      byDue.remove(trace);
      decide(trace, position, stored);
    }
  }

  private void decide(HeldTrace trace, long position, List<StoredRecord> stored) {
    Verdict verdict = trace.decide();
    decided.put(trace.key(), new Decided(verdict, position));
    for (StoredRecord record : trace.records()) {
      apply(verdict, trace.key(), record, position, stored);
    }
  }

  private void apply(
      Verdict verdict,
      TraceKey key,
      StoredRecord record,
      long position,
      List<StoredRecord> stored) {
    Optional<StoredRecord> kept = verdict.apply(record);
    kept.ifPresent(stored::add);
    if (kept.isEmpty() && record instanceof StoredRecord.Finished && stats.isNew(position)) {
      stats.leftOut(key.project(), 1);
    }
  }

  private void forget(long position) {
    Iterator<Decided> oldest = decided.values().iterator();
    while (oldest.hasNext() && position - oldest.next().position() >= heldBytes) {
      oldest.remove();
    }
  }
}
