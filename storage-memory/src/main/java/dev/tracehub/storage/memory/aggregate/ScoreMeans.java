/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.schema.PlainSchema;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.Schema;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Averages the scores of judgements that name a row's span. */
final class ScoreMeans implements Accumulator {

  private final Map<SpanKey, List<Double>> scores = new HashMap<>();
  private final Map<Integer, Mean> means = new HashMap<>();

  /**
   * Averages scores.
   *
   * @param name of which judgements; empty for all
   */
  ScoreMeans(Table<Evaluation> evaluations, Optional<String> name) {
    for (Chunk<Evaluation> chunk : evaluations.chunks()) {
      for (int row = 0; row < chunk.rows(); row++) {
        if (isWanted(chunk, row, name)) {
          double score = Double.longBitsToDouble(chunk.number(PlainSchema.SCORE).get(row));
          scores.computeIfAbsent(SpanKey.of(chunk, row), key -> new ArrayList<>()).add(score);
        }
      }
    }
  }

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    if (scores.isEmpty()) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      List<Double> ofSpan = scores.get(SpanKey.of(chunk, rows.row(i)));
      if (ofSpan != null) {
        Mean mean = means.computeIfAbsent(rows.group(i), group -> new Mean());
        ofSpan.forEach(mean::add);
      }
    }
  }

  /** The mean of a group; empty when no judgement names a span of it. */
  Optional<Double> mean(int group) {
    return Optional.ofNullable(means.get(group)).map(Mean::value);
  }

  private static boolean isWanted(Chunk<Evaluation> chunk, int row, Optional<String> name) {
    return chunk.number(PlainSchema.HAS_SCORE).get(row) == 1
        && chunk.number(Schema.ID).get(row) != 0
        && (name.isEmpty()
            || chunk
                .text(PlainSchema.JUDGED)
                .text(chunk.text(PlainSchema.JUDGED).code(row))
                .equals(name.get()));
  }

  /** The ids of a span. */
  private record SpanKey(long high, long low, long id) {

    static SpanKey of(Chunk<?> chunk, int row) {
      return new SpanKey(
          chunk.number(Schema.TRACE_HIGH).get(row),
          chunk.number(Schema.TRACE_LOW).get(row),
          chunk.number(Schema.ID).get(row));
    }
  }

  /** A mean whose sum keeps what each addition rounds away (Neumaier). */
  private static final class Mean {

    private double sum;
    private double lost;
    private long count;

    void add(double value) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
      count++;
    }

    double value() {
      return (sum + lost) / count;
    }
  }
}
