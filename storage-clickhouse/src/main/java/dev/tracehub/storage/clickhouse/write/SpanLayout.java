/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.SampleWeights;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.clickhouse.encode.ColumnWriter;
import dev.tracehub.storage.clickhouse.encode.RowLayout;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Usage;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of {@code spans} and {@code started_spans}. */
final class SpanLayout {

  private static final List<SpanField> TOKENS =
      List.of(
          SpanField.INPUT_TOKENS,
          SpanField.OUTPUT_TOKENS,
          SpanField.CACHE_READ_TOKENS,
          SpanField.CACHE_WRITE_TOKENS,
          SpanField.REASONING_TOKENS,
          SpanField.TOTAL_TOKENS);

  static final RowLayout<SpanRow> FINISHED = layout("spans");
  static final RowLayout<SpanRow> STARTED = layout("started_spans");

  private SpanLayout() {}

  private static RowLayout<SpanRow> layout(String table) {
    RowLayout.Builder<SpanRow> layout = RowLayout.of(table);
    addIds(layout);
    addTimes(layout);
    addTexts(layout);
    addModelCall(layout);
    addAttributes(layout, "attr", Span::getAttributesMap);
    addAttributes(layout, "resource", Span::getResourceAttributesMap);
    addPayload(layout, "input", Span::getInput);
    addPayload(layout, "output", Span::getOutput);
    return layout
        .column("extra", (row, to) -> to.bytes(row.extra()))
        .column("content_hash", (row, to) -> to.whole(row.contentHash()))
        .column("block", (row, to) -> to.whole(row.stamp().block()))
        .order(SpanRow.BY_KEY)
        .build();
  }

  private static void addIds(RowLayout.Builder<SpanRow> layout) {
    layout
        .column("project", (row, to) -> to.text(row.key().trace().project()))
        .column("retention_days", (row, to) -> to.whole(row.stamp().retentionDays()))
        .column(
            "trace_id",
            (row, to) -> to.id(row.key().trace().id().high(), row.key().trace().id().low()))
        .column("span_id", (row, to) -> to.whole(row.key().span()))
        .column(
            "parent_span_id",
            span(
                (span, to) ->
                    to.whole(
                        SpanId.tryParse(span.getParentSpanId()).map(SpanId::value).orElse(0L))));
  }

  private static void addTimes(RowLayout.Builder<SpanRow> layout) {
    layout
        .column("start", span((span, to) -> to.whole(span.getStartTimeUnixNano())))
        .column("ended", span((span, to) -> to.flag(SpanValues.isEnded(span))))
        .column("duration_ns", span((span, to) -> to.whole(SpanValues.durationNanos(span))))
        .column(
            "duration_bucket",
            span((span, to) -> to.whole(LatencyHistogram.bucketOf(SpanValues.durationNanos(span)))))
        .column("ttft_ns", span((span, to) -> to.whole(span.getTimeToFirstTokenNano())))
        .column(
            "ttft_bucket",
            span((span, to) -> to.whole(LatencyHistogram.bucketOf(span.getTimeToFirstTokenNano()))))
        .column(
            "received_at",
            span((span, to) -> to.whole(span.getCollector().getReceivedTimeUnixNano())))
        .column("retry_count", span((span, to) -> to.whole(span.getRetryCount())));
  }

  private static void addTexts(RowLayout.Builder<SpanRow> layout) {
    layout
        .column("type", span((span, to) -> to.whole(Enums.number(span.getType()))))
        .column("kind", span((span, to) -> to.whole(Enums.number(span.getKind()))))
        .column("status", span((span, to) -> to.whole(Enums.number(span.getStatus().getCode()))))
        .column("status_message", text(span -> span.getStatus().getMessage()))
        .column("error_type", text(span -> span.getStatus().getErrorType()))
        .column("name", text(Span::getName))
        .column("operation", text(Span::getOperation))
        .column("service", text(Span::getService))
        .column("environment", text(Span::getEnvironment))
        .column("release", text(Span::getRelease))
        .column("scope", text(span -> span.getScope().getName()))
        .column("user_id", text(Span::getUserId))
        .column("session_id", text(Span::getSessionId))
        .column("tags", span((span, to) -> to.texts(span.getTagsList())))
        .column("tool_name", text(span -> span.getTool().getName()))
        .column("prompt_name", text(span -> span.getPrompt().getName()))
        .column("prompt_version", text(span -> span.getPrompt().getVersion()))
        .column("job_id", text(Span::getJobId))
        .column("variant_id", text(Span::getVariantId))
        .column("node", text(span -> span.getGraph().getNode()));
  }

  private static void addModelCall(RowLayout.Builder<SpanRow> layout) {
    layout
        .column("provider", text(Span::getProvider))
        .column("request_model", text(Span::getRequestModel))
        .column("response_model", text(Span::getResponseModel))
        .column("finish_reasons", span((span, to) -> to.texts(span.getFinishReasonsList())))
        .column("streaming", span((span, to) -> to.flag(span.getStreaming())))
        .column("usage_fields", span((span, to) -> to.whole(knownCounts(span))))
        .column("input_tokens", usage((usage, to) -> to.whole(usage.getInputTokens())))
        .column("output_tokens", usage((usage, to) -> to.whole(usage.getOutputTokens())))
        .column("cache_read_tokens", usage((usage, to) -> to.whole(usage.getCacheReadTokens())))
        .column("cache_write_tokens", usage((usage, to) -> to.whole(usage.getCacheWriteTokens())))
        .column("reasoning_tokens", usage((usage, to) -> to.whole(usage.getReasoningTokens())))
        .column("total_tokens", usage((usage, to) -> to.whole(usage.getTotalTokens())))
        .column(
            "usage_role",
            span((span, to) -> to.whole(Enums.number(span.getCollector().getUsageRole()))))
        .column("cost_state", span((span, to) -> to.whole(Enums.number(span.getCost().getState()))))
        .column("has_cost", span((span, to) -> to.flag(SpanValues.hasCost(span))))
        .column("cost", span((span, to) -> to.money(Amounts.cost(span))))
        .column("sample_weight", span((span, to) -> to.whole(SampleWeights.of(span))))
        .column(
            "sample_trace_spans",
            span((span, to) -> to.whole(span.getCollector().getSampleTraceSpans())));
  }

  /** A bit for each number of tokens that was reported. */
  private static long knownCounts(Span span) {
    long bits = 0;
    if (span.hasUsage()) {
      for (SpanField field : TOKENS) {
        bits |= SpanValues.whole(span, field).isPresent() ? 1L << SpanColumns.usageBit(field) : 0;
      }
    }
    return bits;
  }

  private static void addAttributes(
      RowLayout.Builder<SpanRow> layout,
      String prefix,
      Function<Span, Map<String, AttributeValue>> attributes) {
    layout.columns(
        Stream.of("_str", "_int", "_dbl", "_bool", "_other").map(prefix::concat).toList(),
        new AttributeColumns(attributes));
  }

  private static void addPayload(
      RowLayout.Builder<SpanRow> layout, String prefix, Function<Span, Payload> payload) {
    layout
        .column(
            prefix + "_at",
            span((span, to) -> to.whole(PayloadPlace.of(payload.apply(span)).number())))
        .column(
            prefix + "_bytes",
            span((span, to) -> to.whole(PayloadPlace.sizeOf(payload.apply(span)))))
        .column(
            prefix + "_head",
            span((span, to) -> to.bytes(PayloadPlace.headOf(payload.apply(span)))));
  }

  private static BiConsumer<SpanRow, ColumnWriter> span(BiConsumer<Span, ColumnWriter> fill) {
    return (row, to) -> fill.accept(row.span(), to);
  }

  private static BiConsumer<SpanRow, ColumnWriter> text(Function<Span, String> read) {
    return (row, to) -> to.text(read.apply(row.span()));
  }

  private static BiConsumer<SpanRow, ColumnWriter> usage(BiConsumer<Usage, ColumnWriter> fill) {
    return (row, to) -> fill.accept(row.span().getUsage(), to);
  }
}
