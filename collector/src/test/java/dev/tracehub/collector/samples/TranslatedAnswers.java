/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.dialect.OtlpRequest;
import dev.tracehub.collector.dialect.OtlpTranslator;
import dev.tracehub.collector.dialect.SpanPipeline;
import dev.tracehub.collector.graph.GraphRuns;
import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers made of what the pipeline gives, without a server and a store. */
final class TranslatedAnswers implements Answers {

  private static final String PROJECT = "samples";

  private final Map<String, Map<String, Span>> traces = new LinkedHashMap<>();

  TranslatedAnswers(List<byte[]> requests) {
    SpanPipeline pipeline =
        new SpanPipeline(
            OtlpTranslator.create(),
            PriceBook.builtIn(),
            new UsageRoles(UsageRoles.DEFAULT_MAX_SPANS));
    for (byte[] request : requests) {
      try {
        pipeline.otlp(PROJECT, OtlpRequest.parseFrom(request), 1).forEach(this::store);
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void store(StoredRecord record) {
    if (record instanceof StoredRecord.Finished finished) {
      Span span = finished.span();
      traces
          .computeIfAbsent(span.getTraceId(), id -> new LinkedHashMap<>())
          .put(span.getSpanId(), span);
    } else if (record instanceof StoredRecord.RoleChange change) {
      traces
          .getOrDefault(change.traceId().toString(), Map.of())
          .computeIfPresent(
              change.spanId().toString(), (id, span) -> withRole(span, change.role()));
    }
  }

  private static Span withRole(Span span, UsageRole role) {
    Span.Builder changed = span.toBuilder();
    changed.getCollectorBuilder().setUsageRole(role);
    return changed.build();
  }

  @Override
  public List<Span> spans(String traceId) {
    return traces.getOrDefault(traceId, Map.of()).values().stream()
        .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano).thenComparing(Span::getSpanId))
        .toList();
  }

  @Override
  public List<GraphRun> graphRuns(String traceId) {
    return GraphRuns.of(spans(traceId));
  }

  @Override
  public List<TraceSummary> traces() {
    List<TraceSummary> summaries = new ArrayList<>();
    traces.keySet().forEach(traceId -> summaries.add(summary(traceId, spans(traceId))));
    return summaries;
  }

  private static TraceSummary summary(String traceId, List<Span> spans) {
    TraceSummary.Builder summary =
        TraceSummary.newBuilder().setTraceId(traceId).setSpanCount(spans.size());
    Set<String> ids = new HashSet<>();
    Set<String> missing = new HashSet<>();
    Set<String> tags = new TreeSet<>();
    spans.forEach(span -> ids.add(span.getSpanId()));
    TokenTotals.Builder tokens = summary.getTokensBuilder();
    for (Span span : spans) {
      if (!span.getParentSpanId().isEmpty() && !ids.contains(span.getParentSpanId())) {
        missing.add(span.getParentSpanId());
      }
      if (span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR) {
        summary.setErrorCount(summary.getErrorCount() + 1);
      }
      addCall(span, summary, tokens);
      tags.addAll(span.getTagsList());
      firstNames(span, summary);
    }
    Span root =
        spans.stream()
            .filter(span -> span.getParentSpanId().isEmpty())
            .findFirst()
            .orElse(spans.get(0));
    return summary
        .setRootName(root.getName())
        .setRootSpanId(root.getSpanId())
        .setMissingParentCount(missing.size())
        .addAllTags(tags)
        .build();
  }

  private static void addCall(Span span, TraceSummary.Builder summary, TokenTotals.Builder tokens) {
    UsageRole role = span.getCollector().getUsageRole();
    boolean call =
        span.getType() == SpanType.SPAN_TYPE_LLM || span.getType() == SpanType.SPAN_TYPE_EMBEDDING;
    if (call && role != UsageRole.USAGE_ROLE_REPEATED) {
      summary.setLlmCallCount(summary.getLlmCallCount() + 1);
    }
    if (role == UsageRole.USAGE_ROLE_COUNTED) {
      tokens
          .setInput(tokens.getInput() + span.getUsage().getInputTokens())
          .setOutput(tokens.getOutput() + span.getUsage().getOutputTokens());
    }
  }

  private static void firstNames(Span span, TraceSummary.Builder summary) {
    if (summary.getSessionId().isEmpty()) {
      summary.setSessionId(span.getSessionId());
    }
    if (summary.getUserId().isEmpty()) {
      summary.setUserId(span.getUserId());
    }
  }
}
