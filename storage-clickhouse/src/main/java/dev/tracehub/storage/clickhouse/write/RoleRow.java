/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.clickhouse.encode.RowLayout;
import dev.tracehub.v1.UsageRole;
import java.math.BigInteger;

/**
 * A row of {@code role_changes}.
 *
 * @param span the span as the store has it
 * @param cost the cost that the span had before this block
 * @param before the role that the span had before this block
 * @param after the role that it has from now on
 */
record RoleRow(
    Stamp stamp, HeldSpan span, HeldCost cost, UsageRole before, UsageRole after, long version) {

  static final RowLayout<RoleRow> LAYOUT =
      RowLayout.<RoleRow>of("role_changes")
          .column("project", (row, to) -> to.text(row.span().key().trace().project()))
          .column("retention_days", (row, to) -> to.whole(row.span().retentionDays()))
          .column(
              "trace_id",
              (row, to) ->
                  to.id(row.span().key().trace().id().high(), row.span().key().trace().id().low()))
          .column("span_id", (row, to) -> to.whole(row.span().key().span()))
          .column("start", (row, to) -> to.whole(row.span().start()))
          .column("version", (row, to) -> to.whole(row.version()))
          .column("role", (row, to) -> to.whole(Enums.number(row.after())))
          .column("service", (row, to) -> to.text(row.span().service()))
          .column("type", (row, to) -> to.text(row.span().type()))
          .column("operation", (row, to) -> to.text(row.span().operation()))
          .column("provider", (row, to) -> to.text(row.span().provider()))
          .column("model", (row, to) -> to.text(row.span().model()))
          .column("environment", (row, to) -> to.text(row.span().environment()))
          .column("llm_calls", (row, to) -> to.whole(row.llmCalls()))
          .column("input_tokens", (row, to) -> to.whole(row.counts() * row.span().inputTokens()))
          .column("output_tokens", (row, to) -> to.whole(row.counts() * row.span().outputTokens()))
          .column(
              "cache_read_tokens",
              (row, to) -> to.whole(row.counts() * row.span().cacheReadTokens()))
          .column(
              "cache_write_tokens",
              (row, to) -> to.whole(row.counts() * row.span().cacheWriteTokens()))
          .column(
              "reasoning_tokens",
              (row, to) -> to.whole(row.counts() * row.span().reasoningTokens()))
          .column("total_tokens", (row, to) -> to.whole(row.counts() * row.span().totalTokens()))
          .column(
              "cost",
              (row, to) -> to.money(row.cost().units().multiply(BigInteger.valueOf(row.counts()))))
          .column("priced", (row, to) -> to.whole(row.cost().known() ? row.counts() : 0))
          .column("unpriced", (row, to) -> to.whole(row.cost().unpriced() ? row.counts() : 0))
          .column("sample_weight", (row, to) -> to.whole(row.span().sampleWeight()))
          .column("sample_trace_spans", (row, to) -> to.whole(row.span().sampleTraceSpans()))
          .column("block", (row, to) -> to.whole(row.stamp().block()))
          .build();

  /** What the change adds to the number of spans whose usage counts: -1, 0 or 1. */
  private long counts() {
    return counted(after) - counted(before);
  }

  private long llmCalls() {
    return span.modelCall() ? notRepeated(after) - notRepeated(before) : 0;
  }

  private static long counted(UsageRole role) {
    return role == UsageRole.USAGE_ROLE_COUNTED ? 1 : 0;
  }

  private static long notRepeated(UsageRole role) {
    return role == UsageRole.USAGE_ROLE_REPEATED ? 0 : 1;
  }
}
