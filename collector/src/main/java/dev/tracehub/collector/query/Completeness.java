/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.storage.TraceRecords;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceCompleteness;
import dev.tracehub.v1.TraceSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells whether all of a trace is held, and what is missing. */
final class Completeness {

  private static final int MOST_IDS = 100;
  private static final long LATE_NANOS = Duration.ofMinutes(1).toNanos();

  private Completeness() {}

  static TraceCompleteness of(TraceRecords records) {
    TraceSummary summary = records.summary();
    long late = records.spans().stream().filter(Completeness::isLate).count();
    TraceCompleteness.Builder completeness =
        TraceCompleteness.newBuilder()
            .setRootMissing(summary.getRootMissing())
            .setOpenSpans(summary.getOpenSpanCount())
            .setMissingParents(summary.getMissingParentCount())
            .setLateSpans(late);
    if (records.truncatedSpans() == 0 && summary.getMissingParentCount() > 0) {
      completeness.addAllMissingParentSpanIds(missingParents(records));
    }
    List<String> missing = missing(completeness);
    return completeness
        .setComplete(missing.isEmpty())
        .setSummary(
            (missing.isEmpty() ? "complete" : "incomplete: " + String.join(", ", missing))
                + (late == 0 ? "" : "; came more than a minute late: " + spans(late)))
        .build();
  }

  private static List<String> missing(TraceCompleteness.Builder completeness) {
    List<String> missing = new ArrayList<>();
    if (completeness.getRootMissing()) {
      missing.add("no root");
    }
    if (completeness.getOpenSpans() > 0) {
      missing.add("still open: " + spans(completeness.getOpenSpans()));
    }
    if (completeness.getMissingParents() > 0) {
      missing.add("missing parents: " + spans(completeness.getMissingParents()));
    }
    return missing;
  }

  private static String spans(long count) {
    return count + (count == 1 ? " span" : " spans");
  }

  private static boolean isLate(Span span) {
    long received = span.getCollector().getReceivedTimeUnixNano();
    return received != 0 && received - span.getEndTimeUnixNano() > LATE_NANOS;
  }

  /** Only when all spans are here: one that was left out is not missing. */
  private static List<String> missingParents(TraceRecords records) {
    List<Span> all = Stream.concat(records.spans().stream(), records.openSpans().stream()).toList();
    Set<String> held = new HashSet<>(all.stream().map(Span::getSpanId).toList());
    return all.stream()
        .map(Span::getParentSpanId)
        .filter(parent -> !parent.isEmpty() && !held.contains(parent))
        .distinct()
        .sorted()
        .limit(MOST_IDS)
        .toList();
  }
}
