/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceIndexTest {

  @ParameterizedTest
  @CsvSource({"1,1", "100,1", "100,100", "8192,3", "8192,900", "8192,8192"})
  void rows_ofEachTraceAscending(int rows, int traces) {
    Seed.run(
        random -> {
          long[] high = new long[rows];
          long[] low = new long[rows];
          Map<TraceId, List<Integer>> expected = new HashMap<>();
          for (int row = 0; row < rows; row++) {
            low[row] = 1 + random.nextInt(traces);
            // Ids that share a half must not be taken for each other.
            high[row] = low[row] % 3;
            expected
                .computeIfAbsent(new TraceId(high[row], low[row]), id -> new ArrayList<>())
                .add(row);
          }
          TraceIndex index =
              new TraceIndex(LongColumn.of(high, rows), LongColumn.of(low, rows), rows);
          expected.forEach((id, list) -> assertThat(rows(index, id)).isEqualTo(list));
          assertThat(heads(index)).isEqualTo(expected.size());
        });
  }

  @Test
  void first_unknownTrace_none() {
    long[] ids = {1, 2, 3};
    TraceIndex index = new TraceIndex(LongColumn.of(ids, 3), LongColumn.of(ids, 3), 3);

    assertThat(index.first(1, 2)).isEqualTo(-1);
    assertThat(index.first(4, 4)).isEqualTo(-1);
  }

  private static List<Integer> rows(TraceIndex index, TraceId id) {
    List<Integer> rows = new ArrayList<>();
    for (int row = index.first(id.high(), id.low()); row >= 0; row = index.next(row)) {
      rows.add(row);
    }
    return rows;
  }

  private static int heads(TraceIndex index) {
    int heads = 0;
    for (int slot = 0; slot < index.slots(); slot++) {
      heads += index.head(slot) >= 0 ? 1 : 0;
    }
    return heads;
  }
}
