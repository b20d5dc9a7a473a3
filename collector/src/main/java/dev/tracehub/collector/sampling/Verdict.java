/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;
import java.util.Optional;

/**
 * What was decided of a trace.
 *
 * @param rules by which
 * @param weight how many traces it stands for; 0 when it is left out
 * @param spans how many it had when it was chosen; 0 when a rule kept it
 */
record Verdict(SamplingRules rules, int weight, int spans) {

  static Verdict kept(SamplingRules rules) {
    return new Verdict(rules, 1, 0);
  }

  static Verdict chosen(SamplingRules rules, int spans) {
    return new Verdict(rules, rules.oneIn(), Math.max(1, spans));
  }

  static Verdict leftOut(SamplingRules rules) {
    return new Verdict(rules, 0, 0);
  }

  boolean isLeftOut() {
    return weight == 0;
  }

  /** The record as it is stored; empty when it is not. */
  Optional<StoredRecord> apply(StoredRecord record) {
    if (weight == 1 || isOfItsOwn(record)) {
      return Optional.of(record);
    }
    return isLeftOut() ? Optional.empty() : Optional.of(weighted(record));
  }

  /**
   * Of spans that keep themselves, all are stored, in whatever trace: each stands for itself. Roles
   * may be theirs.
   */
  private boolean isOfItsOwn(StoredRecord record) {
    return record instanceof StoredRecord.RoleChange
        || (record instanceof StoredRecord.Finished finished && rules.keeps(finished.span()));
  }

  private StoredRecord weighted(StoredRecord record) {
    if (record instanceof StoredRecord.Finished finished) {
      return new StoredRecord.Finished(
          finished.project(), finished.retention(), weighted(finished.span()));
    }
    if (record instanceof StoredRecord.Started started) {
      return new StoredRecord.Started(
          started.project(), started.retention(), weighted(started.span()));
    }
    return record;
  }

  private Span weighted(Span span) {
    Span.Builder weighted = span.toBuilder();
    weighted.getCollectorBuilder().setSampleWeight(weight).setSampleTraceSpans(spans);
    return weighted.build();
  }
}
