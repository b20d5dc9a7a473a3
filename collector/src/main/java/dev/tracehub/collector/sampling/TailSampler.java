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
import java.util.TreeSet;

/**
 * Holds the traces of sampled projects until it is decided which of them are stored. Its clock is
 * the time at which records were received, so that what it decides is a function of the sequence of
 * its calls alone; a tick, a call without records, tells it the time when nothing comes. Not
 * thread-safe.
 *
 * <p>It remembers a stretch of the journal twice as long as what it may hold: half for traces that
 * are held, half for what was decided of traces whose records still come. One that is shown that
 * stretch again, as after a restart, decides as it would have without, but for a trace that a rule
 * kept because of what came before the stretch.
 */
public final class TailSampler {

  private static final int MAX_STORED = 20_000;

  private final ProjectSampling projects;
  private final SamplingStats stats;
  private final long heldBytes;

  /** In the order of their first records. */
  private final Map<TraceKey, HeldTrace> held = new LinkedHashMap<>();

  private final TreeSet<HeldTrace> byDue =
      new TreeSet<>(
          Comparator.comparingLong(HeldTrace::dueNanos).thenComparingLong(HeldTrace::number));

  /** In the order in which something of them last came. */
  private final Map<TraceKey, Decided> decided = new LinkedHashMap<>();

  private final JournalClock clock = new JournalClock();
  private long begunTraces;

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
    long now = clock.advance(arrival.receivedNanos());
    Optional<RulesInForce> rules =
        arrival.project().isEmpty()
            ? Optional.empty()
            : projects.at(arrival.project(), arrival.receivedNanos());
    if (rules.isEmpty() && held.isEmpty() && decided.isEmpty()) {
      return records;
    }
    Moment moment = new Moment(rules, now, arrival.position(), new ArrayList<>(records.size()));
    records.forEach(record -> take(record, moment));
    decideDue(moment);
    forget(arrival.position());
    stats.passed(arrival.position(), held.size());
    return moment.stored();
  }

  /**
   * A call.
   *
   * @param rules of its project
   * @param nanos when it is
   * @param position where the journal is
   * @param stored what is to be stored now
   */
  private record Moment(
      Optional<RulesInForce> rules, long nanos, long position, List<StoredRecord> stored) {}

  private void take(StoredRecord record, Moment moment) {
    Optional<TraceKey> key = TraceKeys.of(record);
    if (key.isEmpty()) {
      moment.stored().add(record);
    } else if (isJudgement(record)) {
      moment.stored().add(record);
      judge(key.get(), record, moment);
    } else {
      takePart(key.get(), record, moment);
    }
  }

  /** What someone says of a trace may come before the trace. */
  private void judge(TraceKey key, StoredRecord judgement, Moment moment) {
    if (!decided.containsKey(key) && keepsTrace(judgement)) {
      held(key, moment).ifPresent(HeldTrace::keep);
    }
  }

  private void takePart(TraceKey key, StoredRecord record, Moment moment) {
    Decided before = decided.remove(key);
    if (before != null) {
      decided.put(key, new Decided(before.verdict(), moment.position()));
      apply(before.verdict(), key, record, moment);
    } else if (!held.containsKey(key) && isUnderWay(record, moment)) {
      decided.put(key, new Decided(Verdict.kept(moment.rules().get().rules()), moment.position()));
      moment.stored().add(record);
    } else if (record instanceof StoredRecord.RoleChange && !held.containsKey(key)) {
      moment.stored().add(record); // Of a span that is stored: it begins no trace.
    } else {
      held(key, moment)
          .ifPresentOrElse(trace -> trace.add(record), () -> moment.stored().add(record));
    }
  }

  /** Of a trace that began before the rules did, a part may be stored already. */
  private static boolean isUnderWay(StoredRecord record, Moment moment) {
    return moment
        .rules()
        .filter(inForce -> TraceKeys.startedBefore(record, inForce.sinceNanos()))
        .isPresent();
  }

  /** The trace, held from now on if it was not; empty when its project samples nothing. */
  private Optional<HeldTrace> held(TraceKey key, Moment moment) {
    HeldTrace trace = held.get(key);
    if (trace != null || moment.rules().isEmpty()) {
      return Optional.ofNullable(trace);
    }
    SamplingRules rules = moment.rules().get().rules();
    long due = moment.nanos() + rules.waitNanos();
    HeldTrace begun = new HeldTrace(key, rules, due, moment.position(), begunTraces++);
    held.put(key, begun);
    byDue.add(begun);
    return Optional.of(begun);
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

  /** No more at a time than makes a block; the rest has its turn at the next call. */
  private void decideDue(Moment moment) {
    while (!byDue.isEmpty()
        && byDue.first().dueNanos() <= moment.nanos()
        && moment.stored().size() < MAX_STORED) {
      decide(byDue.first(), moment);
    }
    while (!held.isEmpty() && moment.stored().size() < MAX_STORED) {
      HeldTrace oldest = held.values().iterator().next();
      if (moment.position() - oldest.position() < heldBytes) {
        return;
      }
      stats.decidedEarly(moment.position());
      decide(oldest, moment);
    }
  }

  private void decide(HeldTrace trace, Moment moment) {
    held.remove(trace.key());
    byDue.remove(trace);
    Verdict verdict = trace.decide();
    decided.put(trace.key(), new Decided(verdict, moment.position()));
    trace.records().forEach(record -> apply(verdict, trace.key(), record, moment));
  }

  private void apply(Verdict verdict, TraceKey key, StoredRecord record, Moment moment) {
    Optional<StoredRecord> kept = verdict.apply(record);
    kept.ifPresent(moment.stored()::add);
    if (kept.isEmpty()
        && record instanceof StoredRecord.Finished
        && stats.isNew(moment.position())) {
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
