/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalConfigTest {

  private final JournalConfig.Builder builder = JournalConfig.builder(Path.of("folder"));

  @Test
  void build_withoutSettings_hasTheDefaults() {
    JournalConfig config = builder.build();
    assertThat(config.segmentBytes()).isEqualTo(64L << 20);
    assertThat(config.sync()).isEqualTo(SyncMode.ALWAYS);
    assertThat(config.retainBytes()).isZero();
  }

  @Test
  void build_withAWrongValue_namesItAndWhatIsExpected() {
    assertThatThrownBy(() -> builder.segmentBytes(5000).build())
        .hasMessage("segmentBytes: 5000 (expected: a multiple of 4096 from 4096 to 1073741824)");
    builder.segmentBytes(4096);
    assertThatThrownBy(() -> builder.maxBytes(8191).build())
        .hasMessage("maxBytes: 8191 (expected: >= 2 * segmentBytes)");
    builder.maxBytes(8192);
    assertThatThrownBy(() -> builder.minFreeBytes(-1).build())
        .hasMessage("minFreeBytes: -1 (expected: >= 0)");
    builder.minFreeBytes(0);
    assertThatThrownBy(() -> builder.retainBytes(-1).build())
        .hasMessage("retainBytes: -1 (expected: >= 0)");
    builder.retainBytes(0);
    assertThatThrownBy(() -> builder.queueBytes(0).build())
        .hasMessage("queueBytes: 0 (expected: > 0)");
    builder.queueBytes(1);
    assertThatThrownBy(() -> builder.syncInterval(Duration.ZERO).build())
        .hasMessage("syncInterval: PT0S (expected: > 0)");
  }

  @Test
  void retainBytes_leaveRoomForTwoSegments() {
    assertThat(
            builder.segmentBytes(4096).maxBytes(40_960).retainBytes(1 << 30).build().retainBytes())
        .isEqualTo(40_960 - 2 * 4096);
  }
}
