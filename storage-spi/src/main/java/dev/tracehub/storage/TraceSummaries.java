/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.UsageRole;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Computes the totals of a trace from its spans, as the comments of {@link TraceSummary} say. */
public final class TraceSummaries {

  /** Spans of one trace in the order of lists: by start, then id. */
  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::getStartTimeUnixNano).thenComparing(Span::getSpanId);

  private TraceSummaries() {}

  /**
   * The totals of a trace.
   *
   * @param finished its finished spans in any order
   * @param open its started spans without a finished one, in any order
   */
  public static TraceSummary of(TraceId traceId, Collection<Span> finished, Collection<Span> open) {
    List<Span> all = Stream.concat(finished.stream(), open.stream()).sorted(BY_START).toList();
    TraceSummary.Builder summary =
        TraceSummary.newBuilder()
            .setTraceId(traceId.toString())
            .setSpanCount(finished.size())
            .setOpenSpanCount(open.size())
            .setRootMissing(all.stream().noneMatch(span -> span.getParentSpanId().isEmpty()));
    if (!all.isEmpty()) {
      addTop(summary, all);
      addTimes(summary, all, finished);
      addNames(summary, all);
      summary.setMissingParentCount(missingParents(all));
    }
    addUsage(summary, finished);
    return summary.build();
  }

  private static void addTop(TraceSummary.Builder summary, List<Span> all) {
    Optional<Span> root = all.stream().filter(span -> span.getParentSpanId().isEmpty()).findFirst();
    Span top = root.orElse(all.get(0));
    boolean failed = all.stream().anyMatch(SpanValues::isError);
    summary
        .setRootName(top.getName())
        .setRootService(top.getService())
        .setRootSpanId(top.getSpanId())
        .setEnvironment(top.getEnvironment())
        .setStatus(
            root.map(span -> span.getStatus().getCode())
                .orElse(
                    failed ? StatusCode.STATUS_CODE_ERROR : StatusCode.STATUS_CODE_UNSPECIFIED));
  }

  private static void addTimes(
      TraceSummary.Builder summary, List<Span> all, Collection<Span> finished) {
    summary
        .setStartTimeUnixNano(all.get(0).getStartTimeUnixNano())
        .setEndTimeUnixNano(finished.stream().mapToLong(Span::getEndTimeUnixNano).max().orElse(0));
  }

  private static void addNames(TraceSummary.Builder summary, List<Span> all) {
    summary
        .setSessionId(first(all, Span::getSessionId))
        .setUserId(first(all, Span::getUserId))
        .addAllTags(sorted(all.stream().flatMap(span -> span.getTagsList().stream())))
        .addAllServices(sorted(all.stream().map(Span::getService)))
        .addAllModels(sorted(all.stream().filter(span -> !repeats(span)).map(SpanValues::model)));
  }

  private static void addUsage(TraceSummary.Builder summary, Collection<Span> finished) {
    UsageTotals usage = new UsageTotals();
    finished.forEach(usage::add);
    summary
        .setErrorCount(finished.stream().filter(SpanValues::isError).count())
        .setLlmCallCount(usage.llmCalls())
        .setTokens(usage.tokens())
        .setCostUsd(usage.costUsd())
        .setUnpricedCount(usage.unpriced());
  }

  private static long missingParents(List<Span> all) {
    Set<String> held = new HashSet<>();
    all.forEach(span -> held.add(span.getSpanId()));
    return all.stream()
        .map(Span::getParentSpanId)
        .filter(parent -> !parent.isEmpty() && !held.contains(parent))
        .distinct()
        .count();
  }

  private static boolean repeats(Span span) {
    return span.getCollector().getUsageRole() == UsageRole.USAGE_ROLE_REPEATED;
  }

  private static String first(List<Span> spans, Function<Span, String> field) {
    return spans.stream().map(field).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private static List<String> sorted(Stream<String> texts) {
    return texts
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted(CodePointOrder.INSTANCE)
        .toList();
  }
}
