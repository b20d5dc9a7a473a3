/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.EvaluationCondition;
import dev.tracehub.storage.EvaluationCondition.TextField;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.schema.PlainSchema;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.Schema;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pages of judgements and of measurements. What is most asked for is looked up in columns, so
 * that only rows that have it are read; the query says of what was read whether it matches.
 */
public final class SideRecordReader {

  private SideRecordReader() {}

  /** Judgements. */
  public static Page<Evaluation> evaluations(ProjectData data, EvaluationQuery query) {
    return Pages.cut(
        new TimeList<>(
            data.evaluations(),
            query.range(),
            chunk -> likely(chunk, query),
            query::matches,
            evaluation -> evaluation.getTraceId() + evaluation.getEvaluationId()),
        query.page(),
        TimeList.Item::record);
  }

  /** Measurements. */
  public static Page<MetricPoint> metricPoints(ProjectData data, MetricQuery query) {
    return Pages.cut(
        new TimeList<>(
            data.metrics(),
            query.range(),
            chunk ->
                query.name().isEmpty()
                    ? RowPredicate.ALWAYS
                    : hasText(chunk.text(PlainSchema.MEASURED), query.name()),
            query::matches,
            MetricOrder::id),
        query.page(),
        TimeList.Item::record);
  }

  private static RowPredicate likely(Chunk<Evaluation> chunk, EvaluationQuery query) {
    List<RowPredicate> all = new ArrayList<>();
    for (EvaluationCondition condition : query.conditions()) {
      if (condition instanceof EvaluationCondition.InTrace in) {
        all.add(inTrace(chunk, in.traceId()));
      } else if (condition instanceof EvaluationCondition.TextIs is
          && is.field() == TextField.NAME) {
        all.add(hasText(chunk.text(PlainSchema.JUDGED), is.text()));
      }
    }
    return all.contains(RowPredicate.NEVER)
        ? RowPredicate.NEVER
        : row -> all.stream().allMatch(one -> one.test(row));
  }

  private static RowPredicate inTrace(Chunk<Evaluation> chunk, TraceId trace) {
    if (chunk.traces().first(trace.high(), trace.low()) < 0) {
      return RowPredicate.NEVER;
    }
    LongColumn high = chunk.number(Schema.TRACE_HIGH);
    LongColumn low = chunk.number(Schema.TRACE_LOW);
    return row -> high.get(row) == trace.high() && low.get(row) == trace.low();
  }

  private static RowPredicate hasText(DictionaryColumn column, String text) {
    for (int code = 0; code < column.size(); code++) {
      if (column.text(code).equals(text)) {
        int wanted = code;
        return row -> column.code(row) == wanted;
      }
    }
    return RowPredicate.NEVER;
  }
}
