/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import java.util.List;

/** Asks for numbers of spans that stand for others, in the ways in which a store may find them. */
abstract class SampledNumbers extends ContractTest {

  static final double ROUNDING = 1e-9;

  /** One for what rollups know, one for what they do not: both count alike. */
  enum Way {
    ANY {
      @Override
      Question narrowed(Question question) {
        return question;
      }
    },
    BY_NAME {
      @Override
      Question narrowed(Question question) {
        return question.by(Dimension.DIMENSION_NAME);
      }
    };

    abstract Question narrowed(Question question);
  }

  /** Tokens, cost and model calls with their errors, the same in all ways. */
  List<String> usage() {
    Measure[] measures = {
      Measure.MEASURE_TOTAL_TOKENS, Measure.MEASURE_COST, Measure.MEASURE_LLM_CALLS
    };
    List<String> usage = row(Way.ANY, measures).getValuesList().stream().map(Rows::text).toList();
    assertThat(row(Way.BY_NAME, measures).getValuesList()).extracting(Rows::text).isEqualTo(usage);
    return usage;
  }

  void assertError(Way way, Measure measure, double variance) {
    assertThat(value(way, measure).getStandardError())
        .as("%s", measure)
        .isCloseTo(Math.sqrt(variance), within(Math.sqrt(variance) * ROUNDING));
  }

  List<String> text(Way way, Measure... measures) {
    return row(way, measures).getValuesList().stream()
        .map(value -> Rows.text(value.toBuilder().clearStandardError().build()))
        .toList();
  }

  MeasureValue value(Way way, Measure measure) {
    return row(way, measure).getValues(0);
  }

  AggregateRow row(Way way, Measure... measures) {
    List<AggregateRow> rows = store.aggregate(way.narrowed(Question.of(measures))).rows();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
