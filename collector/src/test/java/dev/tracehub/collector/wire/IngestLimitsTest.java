/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IngestLimitsTest {

  @Test
  void table_namesEveryLimit() {
    assertThat(IngestLimits.defaults().table())
        .hasSize(IngestLimits.class.getRecordComponents().length)
        .allSatisfy(row -> assertThat(row.meaning()).endsWith("."))
        .allSatisfy(row -> assertThat(row.unit()).isNotEmpty())
        .contains(
            new IngestLimits.Row("recordBytes", 4 << 20, "bytes", "A span or another record."));
  }

  @Test
  void with_changesOne() {
    IngestLimits limits = IngestLimits.defaults().with("depth", 20);

    assertThat(limits.depth()).isEqualTo(20);
    assertThat(limits.with("depth", 64)).isEqualTo(IngestLimits.defaults());
  }

  @Test
  void with_unknownName_isRefused() {
    assertThatThrownBy(() -> IngestLimits.defaults().with("width", 1))
        .hasMessage("limit: \"width\" (expected: a name of the table)");
  }

  @Test
  void with_absurdValue_isRefused() {
    assertThatThrownBy(() -> IngestLimits.defaults().with("depth", 100))
        .hasMessage("depth: 100 (expected: 8 to 90)");
    assertThatThrownBy(() -> IngestLimits.defaults().with("batchBytes", 0))
        .hasMessage("batchBytes: 0 (expected: >= 1)");
  }
}
