/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of a trace that is held, in their order, and what is known of it. */
final class HeldTrace {

  private final TraceKey key;
  private final SamplingRules rules;
  private final long dueNanos;
  private final long position;
  private final long number;
  private final List<StoredRecord> records = new ArrayList<>(4);
  private int spans;
  private boolean kept;

  /**
   * Nothing held yet.
   *
   * @param dueNanos when it is decided, by the time of the journal
   * @param position of its first record
   * @param number tells it from others of the same time: those that began later have greater ones
   */
  HeldTrace(TraceKey key, SamplingRules rules, long dueNanos, long position, long number) {
    this.key = key;
    this.rules = rules;
    this.dueNanos = dueNanos;
    this.position = position;
    this.number = number;
  }

  TraceKey key() {
    return key;
  }

  long dueNanos() {
    return dueNanos;
  }

  long position() {
    return position;
  }

  long number() {
    return number;
  }

  List<StoredRecord> records() {
    return records;
  }

  /** Finished spans. */
  int spans() {
    return spans;
  }

  void add(StoredRecord record) {
    records.add(record);
    if (record instanceof StoredRecord.Finished finished) {
      spans++;
      kept |= rules.keeps(finished.span());
    }
  }

  /** Someone judged it. */
  void keep() {
    kept = true;
  }

  Verdict decide() {
    if (kept || isCostly()) {
      return Verdict.kept(rules);
    }
    return TraceShare.chooses(key.traceId(), rules.oneIn())
        ? Verdict.chosen(rules, spans)
        : Verdict.leftOut(rules);
  }

  private boolean isCostly() {
    return rules
        .costlyUsd()
        .filter(least -> costOfCountedSpans().compareTo(least) >= 0)
        .isPresent();
  }

  private BigDecimal costOfCountedSpans() {
    Map<String, Span> costs = new HashMap<>();
    Map<String, UsageRole> roles = new HashMap<>();
    for (StoredRecord record : records) {
      if (record instanceof StoredRecord.Finished finished && SpanValues.hasCost(finished.span())) {
        costs.put(finished.span().getSpanId(), finished.span());
      } else if (record instanceof StoredRecord.RoleChange change) {
        roles.put(change.spanId().toString(), change.role());
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Span span : costs.values()) {
      UsageRole role = roles.getOrDefault(span.getSpanId(), span.getCollector().getUsageRole());
      if (role != UsageRole.USAGE_ROLE_REPEATED) {
        sum = sum.add(new BigDecimal(span.getCost().getTotalUsd()));
      }
    }
    return sum;
  }
}
