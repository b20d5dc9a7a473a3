/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.clickhouse.encode.RowLayout;
import dev.tracehub.v1.Cost;
import java.math.BigInteger;

/**
 * A row of {@code cost_changes}.
 *
 * @param span the span as the store has it
 * @param counted whether its usage counts, changes of its role in this block included
 * @param before the cost that the span had before this block
 * @param after the cost that it has from now on
 */
record CostRow(
    Stamp stamp, HeldSpan span, boolean counted, HeldCost before, Cost after, long version) {

  static final RowLayout<CostRow> LAYOUT =
      RowLayout.<CostRow>of("cost_changes")
          .column("project", (row, to) -> to.text(row.span().key().trace().project()))
          .column("retention_days", (row, to) -> to.whole(row.span().retentionDays()))
          .column(
              "trace_id",
              (row, to) ->
                  to.id(row.span().key().trace().id().high(), row.span().key().trace().id().low()))
          .column("span_id", (row, to) -> to.whole(row.span().key().span()))
          .column("start", (row, to) -> to.whole(row.span().start()))
          .column("version", (row, to) -> to.whole(row.version()))
          .column("cost_state", (row, to) -> to.whole(Enums.number(row.after().getState())))
          .column("has_cost", (row, to) -> to.flag(row.now().known()))
          .column("cost", (row, to) -> to.money(row.now().units()))
          .column("service", (row, to) -> to.text(row.span().service()))
          .column("type", (row, to) -> to.text(row.span().type()))
          .column("operation", (row, to) -> to.text(row.span().operation()))
          .column("provider", (row, to) -> to.text(row.span().provider()))
          .column("model", (row, to) -> to.text(row.span().model()))
          .column("environment", (row, to) -> to.text(row.span().environment()))
          .column("add_cost", (row, to) -> to.money(row.added()))
          .column(
              "add_priced", (row, to) -> to.whole(row.added(row.before.known(), row.now().known())))
          .column(
              "add_unpriced",
              (row, to) -> to.whole(row.added(row.before.unpriced(), row.now().unpriced())))
          .column("body", (row, to) -> to.bytes(row.after().toByteString()))
          .column("sample_weight", (row, to) -> to.whole(row.span().sampleWeight()))
          .column("sample_trace_spans", (row, to) -> to.whole(row.span().sampleTraceSpans()))
          .column("block", (row, to) -> to.whole(row.stamp().block()))
          .build();

  private HeldCost now() {
    return HeldCost.of(after);
  }

  private BigInteger added() {
    return counted ? now().units().subtract(before.units()) : BigInteger.ZERO;
  }

  private long added(boolean was, boolean is) {
    return counted ? (is ? 1 : 0) - (was ? 1 : 0) : 0;
  }
}
